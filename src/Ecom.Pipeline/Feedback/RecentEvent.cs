using Ecom.Domain;

namespace Ecom.Pipeline.Feedback;

/// <summary>What user state keeps of an event.</summary>
/// <param name="EventId">Unique per event.</param>
/// <param name="Kind">What the customer did.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="ItemId">The product; null for searches.</param>
/// <param name="Value">The value of a rating.</param>
public sealed record RecentEvent(string EventId, EventKind Kind, DateTimeOffset Time, string? ItemId, double? Value = null)
{
    public static RecentEvent Of(ShopEvent e) => new(e.EventId, e.Kind, e.Time, e.ItemId, e.Value);
}
