using System.Runtime.CompilerServices;
using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Recommending;

/// <summary>
/// Joins a user's history in the snapshot with what happened since, so that the scorer folds in what the customer did a moment ago. A new product
/// the model does not know speaks through the products it is like.
/// </summary>
public static class HistoryBuilder
{
    /// <summary>Fewer are looked up at once.</summary>
    private const int FewEvents = 16;

    /// <summary>
    /// Looked up once for as long as a visitor's events stay in the cache of user state: hundreds of look-ups by text cost more than making a list. No more than what was found
    /// is kept: every event makes it garbage, and it is old enough by then to lie about until a full collection.
    /// </summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<RecentEvent>, Found> _found = [];

    public static KnownUser Build(ServedModel model, string? userId, IReadOnlyList<RecentEvent> recent, EventWeights weights)
    {
        if (recent.Count < FewEvents) return Join(model, userId, Find(model.Catalogue, recent, weights));
        if (!_found.TryGetValue(recent, out var found) || found.Catalogue != model.Catalogue.Number || found.Weights != weights)
        {
            found = new Found(model.Catalogue.Number, weights, Find(model.Catalogue, recent, weights));
            _found.AddOrUpdate(recent, found);
        }
        return Join(model, userId, found.Events);
    }

    /// <returns>Of the events that say something about a product of the catalogue, the product, how strongly it counts and when it was.</returns>
    private static FoundEvent[] Find(ServedCatalogue catalogue, IReadOnlyList<RecentEvent> recent, EventWeights weights)
    {
        var found = new FoundEvent[recent.Count];
        var count = 0;
        foreach (var e in recent)
        {
            if (e.Kind is EventKind.Impression or EventKind.Search || e.ItemId is not { } id || !catalogue.TryGetIndex(id, out var item)) continue;
            found[count++] = new FoundEvent(item, weights.Of(e.Kind, e.Value), e.Time.UtcTicks);
        }
        return count == found.Length ? found : found[..count];
    }

    private static KnownUser Join(ServedModel model, string? userId, FoundEvent[] recent)
    {
        var past = default(UserHistory);
        var known = userId is { Length: > 0 } && model.TryGetHistory(userId, out past);
        if (recent.Length == 0) return new KnownUser(past, past.Items);

        var catalogue = model.Catalogue;
        var dataEnd = model.DataEnd.UtcTicks;
        var seen = new int[past.Items.Length + recent.Length];
        past.Items.CopyTo(seen);
        using var entries = new HistoryEntries(past, MostEntries(catalogue, recent));
        for (var k = 0; k < recent.Length; k++)
        {
            var (item, weight, ticks) = recent[k];
            seen[past.Items.Length + k] = item;
            // What the model has seen already must not count twice.
            if (weight <= 0 || (ticks <= dataEnd && entries.Has(item))) continue;
            var time = new DateTimeOffset(ticks, TimeSpan.Zero).ToUnixTimeSeconds();
            if (item < catalogue.ModelItemCount) entries.Add(item, weight, time);
            else
                foreach (var (like, share) in catalogue.NeighboursOfNew(item)) entries.Add(like, weight * share, time);
        }
        return new KnownUser(entries.ToHistory(known ? past.UserIndex : -1), seen);
    }

    private static int MostEntries(ServedCatalogue catalogue, FoundEvent[] events)
    {
        var most = 0;
        foreach (var e in events) most += e.Item < catalogue.ModelItemCount ? 1 : catalogue.NeighboursOfNew(e.Item).Length;
        return most;
    }

    /// <param name="Catalogue">Its number: keeps none alive that is served no more.</param>
    /// <param name="Weights">How strongly each event counts.</param>
    /// <param name="Events">What was found.</param>
    private sealed record Found(long Catalogue, EventWeights Weights, FoundEvent[] Events);

    private readonly record struct FoundEvent(int Item, float Weight, long Ticks);
}
