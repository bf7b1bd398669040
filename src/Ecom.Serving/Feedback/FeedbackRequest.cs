namespace Ecom.Serving.Feedback;

/// <summary>A batch of events, stored as a whole or not at all.</summary>
/// <param name="Events">At least one.</param>
public sealed record FeedbackRequest(IReadOnlyList<FeedbackEvent> Events);
