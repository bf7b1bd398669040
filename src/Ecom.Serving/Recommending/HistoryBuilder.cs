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
    /// Looked up once for as long as a visitor's events stay in the cache of user state: hundreds of look-ups by text cost more than making a list. No more than the places is
    /// kept: every event makes it garbage, and it is old enough by then to lie about until a full collection.
    /// </summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<RecentEvent>, Places> _places = [];

    public static KnownUser Build(ServedModel model, string? userId, IReadOnlyList<RecentEvent> recent, EventWeights weights)
    {
        if (recent.Count < FewEvents) return Join(model, userId, recent, LookUp(model.Catalogue, recent), weights);
        if (!_places.TryGetValue(recent, out var places) || places.Catalogue != model.Catalogue.Number)
        {
            places = new Places(model.Catalogue.Number, LookUp(model.Catalogue, recent));
            _places.AddOrUpdate(recent, places);
        }
        return Join(model, userId, recent, places.Items, weights);
    }

    /// <returns>The catalogue's index of each event's product; −1 for what says nothing about one.</returns>
    private static int[] LookUp(ServedCatalogue catalogue, IReadOnlyList<RecentEvent> recent)
    {
        if (recent.Count == 0) return [];
        var items = new int[recent.Count];
        for (var k = 0; k < items.Length; k++)
        {
            var says = recent[k].Kind is not (EventKind.Impression or EventKind.Search);
            items[k] = says && recent[k].ItemId is { } id && catalogue.TryGetIndex(id, out var item) ? item : -1;
        }
        return items;
    }

    private static KnownUser Join(ServedModel model, string? userId, IReadOnlyList<RecentEvent> recent, int[] places, EventWeights weights)
    {
        var past = default(UserHistory);
        var known = userId is { Length: > 0 } && model.TryGetHistory(userId, out past);
        if (recent.Count == 0) return new KnownUser(past, past.Items);

        var seen = new List<int>(past.Items.Length + recent.Count);
        seen.AddRange(past.Items.Span);
        using var entries = new HistoryEntries(past, MostEntries(model.Catalogue, places));
        for (var k = 0; k < places.Length; k++)
        {
            var (item, e) = (places[k], recent[k]);
            if (item < 0) continue;
            // What the model has seen already must not count twice.
            var counted = e.Time <= model.DataEnd && entries.Has(item);
            seen.Add(item);
            var weight = weights.Of(e.Kind, e.Value);
            if (weight <= 0 || counted) continue;
            var time = e.Time.ToUnixTimeSeconds();
            if (item < model.Catalogue.ModelItemCount) entries.Add(item, weight, time);
            else
                foreach (var (like, share) in model.Catalogue.NeighboursOfNew(item)) entries.Add(like, weight * share, time);
        }
        return new KnownUser(entries.ToHistory(known ? past.UserIndex : -1), seen.ToArray());
    }

    private static int MostEntries(ServedCatalogue catalogue, int[] places)
    {
        var most = 0;
        foreach (var item in places)
            if (item >= 0) most += item < catalogue.ModelItemCount ? 1 : catalogue.NeighboursOfNew(item).Length;
        return most;
    }

    /// <param name="Catalogue">Its number: keeps none alive that is served no more.</param>
    /// <param name="Items">By event.</param>
    private sealed record Places(long Catalogue, int[] Items);
}
