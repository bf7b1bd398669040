using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Models.Snapshots;
using Ecom.Search;
using Ecom.Serving.Overlay;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Tests.Recommending;

/// <summary>A served shop of random rows and histories: more items than a block of scores has, a rare category, and new products.</summary>
internal static class RandomShop
{
    public const int Items = 300;
    public const int Users = 20;
    public const int DataEnd = 1_000;

    public static ServedModel Write(string folder, Random random)
    {
        var starts = new long[Items + 1];
        List<int> columns = [];
        List<float> weights = [];
        for (var h = 0; h < Items; h++)
        {
            for (var i = 0; i < Items; i++)
            {
                if (i == h || random.Next(40) > 0) continue;
                columns.Add(i);
                // Steps of a quarter, some negative: sums meet, and some are zero.
                weights.Add((random.Next(-2, 6) * .25f) is var w and not 0 ? w : .25f);
            }
            starts[h + 1] = columns.Count;
        }
        var popularity = Enumerable.Range(0, Items).Select(_ => (float)random.Next(0, 8)).ToArray();
        var modelFolder = Directory.CreateDirectory(Path.Combine(folder, "model")).FullName;
        ItemItemLayout.Write(modelFolder, "ease", Parameters.None, new SparseRows(starts, [.. columns], [.. weights]), popularity, ProfileWeighting.Binary);
        var products = Enumerable.Range(0, Items).Select(i => new Product { ItemId = $"i{i}", Title = $"thing {i % 7}", Category = i % 97 == 0 ? "rare" : $"c{i % 5}", Brand = $"b{i % 3}" }).ToArray();
        var snapshot = Directory.CreateDirectory(Path.Combine(folder, "snapshot")).FullName;
        SnapshotWriter.Write(snapshot, new SnapshotContent
        {
            Items = products, UserIds = [.. Enumerable.Range(0, Users).Select(u => $"u{u}")], Histories = Histories(random), Popularity = popularity, ModelDirectory = modelFolder,
            DataEnd = DateTimeOffset.UnixEpoch.AddSeconds(DataEnd),
        });
        var overlay = OverlayDocument.Empty.With(
            Enumerable.Range(0, 6).Select(k => new OverlayEntry { ItemId = $"new{k}", Title = $"thing {k}", Category = $"c{k % 5}", Updated = DateTimeOffset.UnixEpoch }));
        return ServedModel.Of("v", new SharedSnapshot(Snapshot.Open(snapshot), SearchIndex.InMemory(products)), overlay);
    }

    private static Interactions Histories(Random random)
    {
        var pairs = Enumerable.Range(0, Users)
            .SelectMany(u => Enumerable.Range(0, Items).Where(_ => random.Next(20) == 0).Select(i => (User: u, Item: i))).ToArray();
        return Interactions.FromEntries(
            Users, Items, [.. pairs.Select(p => p.User)], [.. pairs.Select(p => p.Item)], [.. pairs.Select(_ => random.NextSingle() + .1f)],
            [.. pairs.Select(_ => (long)random.Next(DataEnd))]);
    }
}
