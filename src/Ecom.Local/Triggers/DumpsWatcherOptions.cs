namespace Ecom.Local.Triggers;

/// <summary>How the dumps container is watched.</summary>
public sealed record DumpsWatcherOptions
{
    /// <summary>Time between two looks at the container.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A file counts as complete once it has not changed for this long: copies into a folder are seen while they grow.</summary>
    public TimeSpan StableFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A local folder whose changes bring the next look forward; null: none. The look decides, never the hint.</summary>
    public string? HintFolder { get; init; }
}
