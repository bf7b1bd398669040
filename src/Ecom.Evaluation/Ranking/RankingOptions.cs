namespace Ecom.Evaluation.Ranking;

/// <summary>How a ranking is measured.</summary>
public sealed record RankingOptions
{
    /// <summary>Cut-offs k, ascending.</summary>
    public IReadOnlyList<int> CutOffs { get; init; } = [5, 10, 20];

    public int Threads { get; init; } = 1;

    /// <summary>Seeds the bootstrap, the order of equal scores in lists and the sample for diversity.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A user with at most this many items in the history, but at least one, is light; one with more is heavy.</summary>
    public int LightAtMost { get; init; } = 10;

    /// <summary>The share of items, by descending count in the fit, that is called the head.</summary>
    public double HeadShare { get; init; } = .2;

    /// <summary>False measures the overall slice only, without lists: what a search needs.</summary>
    public bool Slices { get; init; } = true;

    /// <summary>Bootstrap resamples of an interval; 0 computes none.</summary>
    public int Resamples { get; init; } = 1000;

    public CancellationToken Cancellation { get; init; }
}
