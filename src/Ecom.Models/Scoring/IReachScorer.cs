namespace Ecom.Models.Scoring;

/// <summary>
/// A scorer whose histories reach only some items; all others follow in one order that is the same for everybody. Gives the scores of
/// <see cref="IScorer.Score"/> without touching every item.
/// </summary>
public interface IReachScorer : IScorer
{
    /// <summary>What an item scores that no history item reaches, or whose sum is zero: [items].</summary>
    ReadOnlySpan<float> Fill { get; }

    /// <summary>Items by <see cref="Fill"/>, largest first, equal ones ascending.</summary>
    ReadOnlySpan<int> FillOrder { get; }

    /// <summary>The scores of what the history reaches; the caller disposes them.</summary>
    SparseScores Reach(in UserHistory history);
}
