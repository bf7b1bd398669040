using Ecom.Domain;

namespace Ecom.Serving.Feedback;

/// <summary>Something a customer did.</summary>
public sealed record FeedbackEvent
{
    /// <summary>Unique per event, so that a repeated one counts once; made from the batch's key where absent.</summary>
    public string? EventId { get; init; }

    public required EventKind Kind { get; init; }

    /// <summary>When it happened, with an offset from UTC; the time of arrival where absent.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The customer; needed unless there is a session.</summary>
    public string? UserId { get; init; }

    /// <summary>The session; needed unless there is a customer.</summary>
    public string? SessionId { get; init; }

    /// <summary>The product; needed except for searches.</summary>
    public string? ItemId { get; init; }

    /// <summary>The query of a search.</summary>
    public string? Query { get; init; }

    /// <summary>Pieces; 1 where absent.</summary>
    public double? Quantity { get; init; }

    /// <summary>Price of one piece in the shop's currency.</summary>
    public double? Price { get; init; }

    /// <summary>The value of a rating.</summary>
    public double? Value { get; init; }

    /// <summary>The list this event answers.</summary>
    public string? ListId { get; init; }
}
