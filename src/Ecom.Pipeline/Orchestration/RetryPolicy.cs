namespace Ecom.Pipeline.Orchestration;

/// <summary>Retries with exponential back-off.</summary>
/// <param name="MaximumAttempts">Attempts in all, the first included.</param>
/// <param name="FirstRetryInterval">Wait before the second attempt.</param>
/// <param name="BackoffCoefficient">Each further wait is this many times the one before.</param>
/// <param name="MaximumRetryInterval">The longest wait; null: no bound.</param>
public sealed record RetryPolicy(
    int MaximumAttempts, TimeSpan FirstRetryInterval, double BackoffCoefficient = 2, TimeSpan? MaximumRetryInterval = null)
{
    /// <summary>The wait after so many failed attempts (1 or more).</summary>
    public TimeSpan WaitAfter(int failures)
    {
        var longest = (MaximumRetryInterval ?? TimeSpan.MaxValue).Ticks;
        var ticks = FirstRetryInterval.Ticks * Math.Pow(BackoffCoefficient, failures - 1);
        return TimeSpan.FromTicks(ticks < longest ? (long)ticks : longest);
    }
}
