namespace Ecom.Serving.Feedback;

/// <summary>The events are durable and count from now on.</summary>
/// <param name="BatchId">The idempotency key, or the one made up for the batch.</param>
/// <param name="Accepted">Events in the batch.</param>
public sealed record FeedbackReceipt(string BatchId, int Accepted);
