namespace Ecom.Models.Jobs;

/// <summary>Whether a refit's search got a learned ranker.</summary>
/// <param name="Queries">Queries with a product to prefer and one to put behind it.</param>
/// <param name="Kept">Whether the snapshot holds the ranker.</param>
/// <param name="Reason">Why, or why not.</param>
public sealed record SearchRankerResult(int Queries, bool Kept, string Reason)
{
    /// <summary>Mean NDCG@10 of the learned ranker on held-out queries; null where there were too few to train one. The figures below likewise.</summary>
    public double? Learned { get; init; }

    /// <summary>Mean NDCG@10 of the index's own order on the same queries.</summary>
    public double? Bm25 { get; init; }

    /// <summary>Bootstrap 95 % interval of the difference.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Of the paired t-test, two-sided.</summary>
    public double? P { get; init; }
}
