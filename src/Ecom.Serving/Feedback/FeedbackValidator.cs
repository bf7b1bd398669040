using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Http;
using Ecom.Serving.Recommending;

namespace Ecom.Serving.Feedback;

/// <summary>Checks a batch and turns it into canonical events.</summary>
internal static class FeedbackValidator
{
    public const int LongestId = 200;
    private const int LongestQuery = 500;
    private static readonly TimeSpan _clockSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _oldest = TimeSpan.FromDays(366);

    /// <exception cref="ApiException">Something is wrong with the batch; all of it is named.</exception>
    public static FeedbackBatch Check(FeedbackRequest request, string batchId, DateTimeOffset now, int maximumBatch, ListIds lists)
    {
        var events = request.Events ?? [];
        if (events.Count == 0) throw ApiException.BadRequest("events", "must have at least one event.");
        if (events.Count > maximumBatch) throw ApiException.BadRequest("events", $"must have at most {maximumBatch} events.");
        var errors = new FieldErrors();
        var checkedEvents = new ShopEvent[events.Count];
        for (var k = 0; k < events.Count; k++)
        {
            if (events[k] is not { } e) errors.Add($"events[{k}]", "must not be null.");
            else checkedEvents[k] = Check(e, $"events[{k}]", $"{batchId}-{k}", now, lists, errors);
        }
        errors.ThrowIfAny("The batch");
        return new FeedbackBatch { BatchId = batchId, Received = now, Events = checkedEvents };
    }

    private static ShopEvent Check(FeedbackEvent e, string at, string defaultId, DateTimeOffset now, ListIds lists, FieldErrors errors)
    {
        if (!Enum.IsDefined(e.Kind)) errors.Add($"{at}.kind", "is not a kind of event.");
        errors.Text($"{at}.eventId", e.EventId, LongestId, required: false);
        errors.Text($"{at}.userId", e.UserId, LongestId, required: false);
        errors.Text($"{at}.sessionId", e.SessionId, LongestId, required: string.IsNullOrWhiteSpace(e.UserId));
        errors.Text($"{at}.itemId", e.ItemId, LongestId, required: e.Kind != EventKind.Search);
        errors.Text($"{at}.query", e.Query, LongestQuery, required: e.Kind == EventKind.Search);
        errors.Text($"{at}.listId", e.ListId, LongestId, required: false);
        if (Text(e.ListId) is { Length: <= LongestId } list && !lists.MayBeOurs(list)) errors.Add($"{at}.listId", "is no list that was handed out here; leave it out where there is none.");
        errors.Amount($"{at}.quantity", e.Quantity);
        errors.Amount($"{at}.price", e.Price);
        if (e.Value is { } value && !double.IsFinite(value)) errors.Add($"{at}.value", "must be a finite number.");
        if (e.Kind == EventKind.Rating && e.Value is null) errors.Add($"{at}.value", "is required for a rating.");
        if (e.Time > now + _clockSkew) errors.Add($"{at}.time", "lies in the future.");
        if (e.Time < now - _oldest) errors.Add($"{at}.time", "lies more than a year back; upload it as a dump.");
        return new ShopEvent
        {
            EventId = Text(e.EventId) ?? defaultId,
            Kind = e.Kind,
            Time = (e.Time ?? now).ToUniversalTime(),
            UserId = Text(e.UserId),
            SessionId = Text(e.SessionId),
            ItemId = Text(e.ItemId),
            Query = Text(e.Query),
            Quantity = e.Quantity ?? 1,
            Price = e.Price,
            Value = e.Value,
            ListId = Text(e.ListId),
        };
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
