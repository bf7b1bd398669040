using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>What the monitor carries from one execution to the next.</summary>
public sealed record MonitorState
{
    public required string Shop { get; init; }

    /// <summary>The first unserved change of the dataset, or null.</summary>
    public DateTime? FirstChange { get; init; }

    /// <summary>The latest unserved change.</summary>
    public DateTime? LatestChange { get; init; }

    /// <summary>Feedback events since the last refresh started.</summary>
    public int Feedback { get; init; }

    /// <summary>A manual or scheduled request that waits.</summary>
    public RefreshRequest? Request { get; init; }
}
