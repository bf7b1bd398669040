using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Feedback;
using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>Recommendations for an anonymous visitor: the events of the request fold into the model as a customer's do.</summary>
public sealed class SessionHandler(SnapshotHolder holder, VisitorEvents visitors, ListIds ids, TimeProvider time, IOptions<ServingOptions> options)
{
    /// <exception cref="ApiException">A parameter or an event is not valid; all that is wrong is named.</exception>
    public Task<ItemList> HandleAsync(SessionRequest request, SessionEvents body, CancellationToken cancellation) =>
        ForSessionAsync(request.Session, Check(body.Events ?? [], time.GetUtcNow()), request, cancellation);

    /// <param name="session">The session, or null.</param>
    /// <param name="sent">What happened beside what is stored.</param>
    /// <param name="request">What the list may show.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public async Task<ItemList> ForSessionAsync(string? session, IReadOnlyList<RecentEvent> sent, ListRequest request, CancellationToken cancellation)
    {
        var n = request.Validate(options.Value);
        var stored = await visitors.ReadAsync(null, session, cancellation);
        using var lease = holder.Acquire();
        return PersonalList.Make(lease.Model, null, [.. stored.Concat(sent).OrderBy(e => e.Time)], request.Filter, n, options.Value.Weights, ids.Next(), time.GetUtcNow());
    }

    private static RecentEvent[] Check(IReadOnlyList<SessionEvent> events, DateTimeOffset now)
    {
        if (events.Count > IUserState.MaximumEvents) throw ApiException.BadRequest("events", $"must have at most {IUserState.MaximumEvents} events.");
        var errors = new FieldErrors();
        for (var k = 0; k < events.Count; k++)
        {
            if (events[k] is not { } e)
            {
                errors.Add($"events[{k}]", "must not be null.");
                continue;
            }
            if (!Enum.IsDefined(e.Kind)) errors.Add($"events[{k}].kind", "is not a kind of event.");
            errors.Text($"events[{k}].itemId", e.ItemId, FeedbackValidator.LongestId, required: e.Kind != EventKind.Search);
            if (e.Value is { } value && !double.IsFinite(value)) errors.Add($"events[{k}].value", "must be a finite number.");
        }
        errors.ThrowIfAny("The session");
        // Those without a time keep their order: models read it.
        return [.. events.Select((e, k) => new RecentEvent($"sent-{k}", e.Kind, e.Time ?? now.AddMilliseconds(k - events.Count), e.ItemId, e.Value))];
    }
}
