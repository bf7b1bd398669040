using Ecom.Data.Folds;
using Ecom.Domain;

namespace Ecom.Trainer.Tests;

/// <summary>Two tastes, so that item-to-item models have something to find; some users and items appear only after train.</summary>
internal static class TinyShop
{
    public const int Users = 60, Items = 24;

    public static FoldSet Folds(int seed = 1)
    {
        var random = new Random(seed);
        Interactions Fold(int perUser, long start, int firstUser, int usableItems)
        {
            var entries = (from u in Enumerable.Range(firstUser, Users - firstUser - 5 + (start > 1000 ? 5 : 0))
                           from k in Enumerable.Range(0, perUser)
                           let half = (u % 2) * (Items / 2)
                           let item = random.NextDouble() < .85 ? half + random.Next(Items / 2) : random.Next(Items)
                           where item < usableItems
                           select (User: u, Item: item, Time: start + random.Next(1000))).ToArray();
            return Interactions.FromEntries(
                Users, Items, entries.Select(e => e.User).ToArray(), entries.Select(e => e.Item).ToArray(),
                entries.Select(_ => 1f).ToArray(), entries.Select(e => e.Time).ToArray());
        }
        return new FoldSet
        {
            Train = Fold(5, 0, 0, Items - 1),
            Tune = Fold(2, 1000, 0, Items),
            Gate = Fold(2, 2000, 0, Items),
            Test = Fold(2, 3000, 0, Items),
            Baskets = Interactions.FromEntries(2, Items, [0, 0, 1, 1], [0, 1, 13, 14], [1, 1, 1, 1], [1, 2, 3, 4]),
            LaterBaskets = Interactions.FromEntries(1, Items, [0, 0], [2, 3], [1, 1], [2500, 2501]),
            UserIds = [.. Enumerable.Range(0, Users).Select(u => $"u{u}")],
            Items = [.. Enumerable.Range(0, Items).Select(i => new Product { ItemId = $"i{i}", Category = i % 2 == 0 ? "even" : "odd" })],
            TrainEnd = 1000,
            TuneEnd = 2000,
            GateEnd = 3000,
            TestEnd = 4000,
        };
    }
}
