namespace Ecom.Pipeline.Orchestration;

/// <summary>Retries with exponential back-off.</summary>
/// <param name="MaximumAttempts">Attempts in all, the first included.</param>
/// <param name="FirstRetryInterval">Wait before the second attempt.</param>
/// <param name="BackoffCoefficient">Each further wait is this many times the one before.</param>
/// <param name="MaximumRetryInterval">The longest wait; null: no bound.</param>
public sealed record RetryPolicy(
    int MaximumAttempts, TimeSpan FirstRetryInterval, double BackoffCoefficient = 2, TimeSpan? MaximumRetryInterval = null);
