namespace Ecom.Pipeline.Feedback;

/// <summary>The log takes no more at the moment: nothing was stored, the caller should try again after a while (HTTP 429).</summary>
public sealed class FeedbackBusyException(TimeSpan retryAfter)
    : Exception("The feedback log is busy; nothing of this batch was stored.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
