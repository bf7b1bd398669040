namespace Ecom.Domain;

/// <summary>One canonical behaviour event: the row that dumps and feedback are both turned into.</summary>
public sealed record ShopEvent
{
    /// <summary>Unique per event; two events with one id are one event delivered twice.</summary>
    public required string EventId { get; init; }

    public required EventKind Kind { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The customer, where known. An event without one needs a <see cref="SessionId"/>.</summary>
    public string? UserId { get; init; }

    /// <summary>The session or invoice the event belongs to.</summary>
    public string? SessionId { get; init; }

    /// <summary>The product; absent on searches.</summary>
    public string? ItemId { get; init; }

    /// <summary>The query text of a search.</summary>
    public string? Query { get; init; }

    public double Quantity { get; init; } = 1;

    /// <summary>Price of one piece in the shop's currency.</summary>
    public double? Price { get; init; }

    /// <summary>The value of a rating.</summary>
    public double? Value { get; init; }

    /// <summary>The recommendation list this event answers, if any.</summary>
    public string? ListId { get; init; }
}
