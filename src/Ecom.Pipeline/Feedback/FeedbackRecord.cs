namespace Ecom.Pipeline.Feedback;

/// <summary>A batch as read from the log.</summary>
/// <param name="Next">The place behind it: reading on from here yields what follows.</param>
/// <param name="Batch">What was appended.</param>
public sealed record FeedbackRecord(FeedbackPosition Next, FeedbackBatch Batch);
