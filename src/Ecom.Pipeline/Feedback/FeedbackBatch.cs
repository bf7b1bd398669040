using Ecom.Domain;

namespace Ecom.Pipeline.Feedback;

/// <summary>Events accepted in one call; the unit that is appended, read and acknowledged.</summary>
public sealed record FeedbackBatch
{
    public int Schema { get; init; } = 1;

    /// <summary>The caller's idempotency key, or one made up for it.</summary>
    public required string BatchId { get; init; }

    /// <summary>When the batch was accepted.</summary>
    public required DateTimeOffset Received { get; init; }

    public required IReadOnlyList<ShopEvent> Events { get; init; }
}
