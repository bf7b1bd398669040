using Ecom.Domain;
using Ecom.Pipeline.Feedback;

namespace Ecom.PortContracts.Feedback;

internal static class Events
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ShopEvent Event(string id, string? user = "ann", string? item = "i1", int seconds = 0, EventKind kind = EventKind.View) => new()
    {
        EventId = id, Kind = kind, UserId = user, ItemId = item, Time = Noon.AddSeconds(seconds),
    };

    public static FeedbackBatch Batch(string id, params ShopEvent[] events) => new() { BatchId = id, Received = Noon, Events = events };
}
