using Ecom.Data.Datasets;
using Ecom.Data.Demo;
using Ecom.Data.Folds;
using Ecom.Data.Ingest;
using Ecom.Domain;

namespace Ecom.Data.Tests.Demo;

public sealed class DemoShopTests
{
    private static readonly DemoShopOptions Options = new() { Users = 800, Items = 240, Days = 90, SessionsPerUser = 6 };

    [Fact]
    public void The_same_options_give_the_same_rows()
    {
        using var a = new TemporaryDirectory();
        using var b = new TemporaryDirectory();
        var small = Options with { Users = 40 };
        DemoShop.Write(a.Path, small);
        DemoShop.Write(b.Path, small);
        Assert.Equal(File.ReadAllBytes(a.File(DemoShop.EventsFile)), File.ReadAllBytes(b.File(DemoShop.EventsFile)));
        Assert.Equal(File.ReadAllBytes(a.File(DemoShop.ProductsFile)), File.ReadAllBytes(b.File(DemoShop.ProductsFile)));
        DemoShop.Write(b.Path, small with { Seed = 2 });
        Assert.NotEqual(File.ReadAllBytes(a.File(DemoShop.EventsFile)), File.ReadAllBytes(b.File(DemoShop.EventsFile)));
    }

    [Fact]
    public void The_ledger_shows_every_kind_of_dirt_and_neighbours_beat_popularity()
    {
        using var shop = new TemporaryDirectory();
        DemoShop.Write(shop.Path, Options);
        var events = Ingest(shop, DemoShop.EventsFile, "events");
        var products = Ingest(shop, DemoShop.ProductsFile, "products");

        Assert.Equal(events.Ledger.RowsIn, events.Ledger.Accepted + events.Ledger.Rejected.Values.Sum());
        var expected = Enum.GetValues<RejectionReason>().Except([RejectionReason.NotAProduct, RejectionReason.SupersededProduct]);
        Assert.Equal(expected, events.Ledger.Rejected.Keys);
        Assert.True(events.Ledger.AnonymousBasketRows > 0);
        Assert.Equal(Options.Items, products.Ledger.Accepted);

        DatasetBuilder.Build(new DatasetRequest
        {
            EventFiles = [.. events.Files.Where(f => f.StartsWith("events/", StringComparison.Ordinal)).Select(f => shop.File("events-out/" + f))],
            ProductFiles = [shop.File("products-out/products.parquet")],
            OutputDirectory = shop.Folder("dataset"),
            Now = Options.End.AddDays(1),
        });
        var folds = FoldDirectory.Read(shop.File("dataset/folds"));
        var counts = folds.Train.ItemCounts();
        var popularity = HitRate(folds, (_, item) => counts[item]);
        var neighbours = Neighbours(folds.Train);
        var knn = HitRate(folds, (user, item) => folds.Train.Items(user).ToArray().Sum(i => neighbours[i, item]));
        Assert.True(knn > 1.3 * popularity, $"Neighbours {knn:F3}, popularity {popularity:F3}.");
    }

    private static IngestResult Ingest(TemporaryDirectory shop, string file, string name) => DumpIngestor.Ingest(new IngestRequest
    {
        SourceFile = shop.File(file),
        SourceName = file,
        OutputDirectory = shop.Folder(name + "-out"),
        Now = Options.End.AddDays(1),
    });

    // Share of customers with an unseen item of tune among their ten best unseen items.
    private static double HitRate(FoldSet folds, Func<int, int, double> score)
    {
        int hits = 0, users = 0;
        for (var u = 0; u < folds.UserIds.Count; u++)
        {
            var seen = folds.Train.Items(u).ToArray().ToHashSet();
            var wanted = folds.Tune.Items(u).ToArray().Where(i => !seen.Contains(i)).ToHashSet();
            if (seen.Count == 0 || wanted.Count == 0) continue;
            users++;
            var scores = Enumerable.Range(0, folds.Items.Count).Where(i => !seen.Contains(i)).Select(i => (Item: i, Score: score(u, i))).ToList();
            if (scores.OrderByDescending(s => s.Score).Take(10).Any(s => wanted.Contains(s.Item))) hits++;
        }
        return (double)hits / users;
    }

    private static double[,] Neighbours(Interactions train)
    {
        var together = new double[train.ItemCount, train.ItemCount];
        for (var u = 0; u < train.UserCount; u++)
            foreach (var a in train.Items(u))
                foreach (var b in train.Items(u)) together[a, b]++;
        var cosine = new double[train.ItemCount, train.ItemCount];
        for (var a = 0; a < train.ItemCount; a++)
            for (var b = 0; b < train.ItemCount; b++)
                if (a != b && together[a, b] > 0) cosine[a, b] = together[a, b] / (Math.Sqrt(together[a, a] * together[b, b]) + 2);
        return cosine;
    }
}
