using System.Runtime.CompilerServices;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Catalogue;

namespace Ecom.Serving.Recommending;

/// <summary>Catalogue indices of a visitor's recent events, looked up once for as long as their list stays in the cache of user state: hundreds of look-ups by text cost more than making a list.</summary>
internal static class RecentItems
{
    /// <summary>Shorter ones are looked up at once.</summary>
    private const int FewEvents = 16;

    private static readonly ConditionalWeakTable<IReadOnlyList<RecentEvent>, Found> _found = [];

    /// <returns>One index an event, −1 where it names no product served.</returns>
    public static int[] Of(ServedCatalogue catalogue, IReadOnlyList<RecentEvent> recent)
    {
        if (recent.Count < FewEvents) return LookUp(catalogue, recent);
        if (_found.TryGetValue(recent, out var found) && found.Catalogue == catalogue.Number) return found.Items;
        var items = LookUp(catalogue, recent);
        _found.AddOrUpdate(recent, new Found(catalogue.Number, items));
        return items;
    }

    private static int[] LookUp(ServedCatalogue catalogue, IReadOnlyList<RecentEvent> recent)
    {
        var items = new int[recent.Count];
        for (var k = 0; k < items.Length; k++)
            items[k] = recent[k].ItemId is { } id && catalogue.TryGetIndex(id, out var item) ? item : -1;
        return items;
    }

    /// <param name="Catalogue">Its number, so that nothing here keeps a catalogue alive that is served no more.</param>
    /// <param name="Items">Indices in it.</param>
    private sealed record Found(long Catalogue, int[] Items);
}
