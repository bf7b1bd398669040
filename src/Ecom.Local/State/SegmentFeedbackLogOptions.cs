namespace Ecom.Local.State;

/// <summary>Settings of <see cref="SegmentFeedbackLog"/>.</summary>
public sealed record SegmentFeedbackLogOptions
{
    /// <summary>A segment this large gets a successor, bytes.</summary>
    public long SegmentBytes { get; init; } = 64 << 20;

    /// <summary>Appends that may wait for the disk; one more is refused.</summary>
    public int QueueLength { get; init; } = 2048;

    /// <summary>What a refused caller is told to wait.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
