using Ecom.Domain;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tests;

/// <summary>Small made-up shops.</summary>
internal static class Shops
{
    /// <summary>Two groups of users, each with a half of the items; every third user has few interactions.</summary>
    public static TrainingData TwoGroups(int users = 120, int items = 24, int seed = 1)
    {
        var random = new Random(seed);
        var entries = new List<(int User, int Item)>();
        for (var u = 0; u < users; u++)
        {
            var half = Enumerable.Range(0, items / 2).Select(i => i + (u % 2 * items / 2)).ToArray();
            random.Shuffle(half);
            entries.AddRange(half.Take(u % 3 == 0 ? 2 : 7).Select(i => (u, i)));
        }
        return Of(users, items, entries);
    }

    public static TrainingData Of(int users, int items, IReadOnlyList<(int User, int Item)> entries) => new()
    {
        Observed = Interactions.FromEntries(
            users, items, [.. entries.Select(e => e.User)], [.. entries.Select(e => e.Item)], [.. entries.Select(_ => 1f)],
            [.. entries.Select((_, k) => 1000L + k)]),
        Now = 10_000,
        Catalogue = new ItemCatalogue
        {
            ItemIds = [.. Enumerable.Range(0, items).Select(i => $"i{i}")],
            Titles = [.. Enumerable.Range(0, items).Select(i => i == 0 ? null : $"Red thing {i % 5}")],
            Categories = [.. Enumerable.Range(0, items).Select(i => i % 3 == 0 ? null : $"c{i % 3}")],
            Brands = [.. Enumerable.Range(0, items).Select(i => (string?)$"b{i / 4}")],
            Prices = [.. Enumerable.Range(0, items).Select(_ => (double?)null)],
        },
    };

    public static FitContext Context(int seed = 1) => new(seed, Threads: 1);

    /// <summary>All that a matrix holds, to compare by.</summary>
    public static (int User, int Item, float Weight, long Time)[] Entries(this Interactions m)
    {
        var rows = m.RowIndices();
        var entries = new (int, int, float, long)[m.Count];
        for (var k = 0; k < entries.Length; k++) entries[k] = (rows[k], m.AllItems[k], m.AllWeights[k], m.AllTimes[k]);
        return entries;
    }
}
