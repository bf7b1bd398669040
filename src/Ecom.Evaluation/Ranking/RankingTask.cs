using Ecom.Domain;

namespace Ecom.Evaluation.Ranking;

/// <summary>What is ranked and what counts as a hit.</summary>
public sealed record RankingTask
{
    /// <summary>What the scorer knows of each user: users × items. May be empty for a user (the cold slice).</summary>
    public required Interactions History { get; init; }

    /// <summary>The relevant items of each user, same shape. Users without any are not evaluated.</summary>
    public required Interactions Targets { get; init; }

    /// <summary>Users per item in the data the model was fitted on: defines head, tail and cold items and the novelty of an item.</summary>
    public required IReadOnlyList<int> FitCounts { get; init; }

    /// <summary>Users in the data the model was fitted on.</summary>
    public required int FitUsers { get; init; }

    /// <summary>Category by item, for intra-list diversity; null measures it by co-occurrence in <see cref="History"/>.</summary>
    public IReadOnlyList<string?>? Categories { get; init; }

    /// <summary>True ranks items of the history too and counts them as hits (repeat purchases).</summary>
    public bool KeepRepeats { get; init; }
}
