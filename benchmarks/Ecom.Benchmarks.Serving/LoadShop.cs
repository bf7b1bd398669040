using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Jobs;
using Ecom.Models.Scoring;
using Ecom.Models.Snapshots;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Storage;
using Ecom.Search.Indexing;

namespace Ecom.Benchmarks.Serving;

/// <summary>A generated shop in the embedded host's folder: catalogue, customers with histories, and one promoted model of random numbers of the real shape.</summary>
internal sealed class LoadShop(string folder, int items, int users)
{
    public const int LongestHistory = 200;
    public const int Neighbours = 100;
    public const int Dimensions = 64;
    public const int Categories = 50;
    private const int Brands = 200;

    private static readonly string[] Words =
        ["steel", "cotton", "travel", "kitchen", "garden", "studio", "light", "classic", "mini", "grand", "blue", "oak", "soft", "fast", "silent", "warm"];

    public async Task WriteAsync(string family, int seed)
    {
        var random = new Random(seed);
        var stores = new PipelineStores(new FolderBlobStore(Path.Combine(folder, "dumps")), new FolderBlobStore(Path.Combine(folder, "artefacts")));
        var registry = new ModelRegistry(stores, ShopId.Default, TimeProvider.System);
        using var work = new WorkFolders(Path.Combine(folder, "work")).Create("shop");
        var popularity = new float[items];
        for (var i = 0; i < items; i++) popularity[i] = 1f / (i + 1);
        var model = work.Sub("model");
        if (family == "ials") WriteFactors(model, popularity, random);
        else WriteNeighbours(model, popularity, random);
        var snapshot = work.Sub("snapshot");
        Product[] products = [.. Enumerable.Range(0, items).Select(i => Product(i, random))];
        SnapshotWriter.Write(snapshot, new SnapshotContent
        {
            Items = products,
            UserIds = [.. Enumerable.Range(0, users).Select(u => $"u{u}")],
            Histories = Histories(random),
            Popularity = popularity,
            ModelDirectory = model,
            DataEnd = DateTimeOffset.UnixEpoch.AddDays(20_000),
        });
        SearchIndexWriter.Write(Directory.CreateDirectory(Path.Combine(snapshot, TrainerFiles.Search)).FullName, products);
        const string Version = "20260101-000000-000001";
        var files = await ArtefactFolder.UploadAsync(stores.Artefacts, snapshot, new ShopPaths(ShopId.Default).ModelSnapshot(Version));
        await registry.RegisterAsync(new ModelVersion
        {
            Version = Version, Created = DateTimeOffset.UnixEpoch, Model = family, Augment = "none", ModelParameters = Parameters.None,
            AugmentParameters = Parameters.None, Metrics = [],
            Lineage = new ModelLineage { RunId = "load", DatasetVersion = 1, DataHash = "d", ConfigurationHash = "c", DataUntil = 1, Seed = seed },
            Files = files,
        });
        await registry.PromoteAsync(Version, "load");
    }

    private static Product Product(int i, Random random) => new()
    {
        ItemId = $"i{i}",
        Title = $"{Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]} {i}",
        Category = $"department{i % 10}.category{i % Categories}",
        Brand = $"brand{random.Next(Brands)}",
        Price = random.Next(100, 100_000) / 100.0,
        Stock = random.Next(20) == 0 ? 0 : 5,
    };

    /// <summary>Lengths from 1 to <see cref="LongestHistory"/>, uniform in the logarithm; items by Zipf.</summary>
    private Interactions Histories(Random random)
    {
        List<int> rows = [], columns = [];
        for (var u = 0; u < users; u++)
        {
            var length = Math.Min(LongestHistory, (int)Math.Exp(random.NextDouble() * Math.Log(LongestHistory + 1)));
            for (var p = 0; p < length; p++)
            {
                rows.Add(u);
                columns.Add(Zipf.Next(random, items));
            }
        }
        var weights = new float[rows.Count];
        Array.Fill(weights, 1);
        var times = new long[rows.Count];
        for (var k = 0; k < times.Length; k++) times[k] = 1_700_000_000 + k;
        return Interactions.FromEntries(users, items, [.. rows], [.. columns], weights, times);
    }

    private void WriteNeighbours(string folder, float[] popularity, Random random)
    {
        var starts = new long[items + 1];
        var columns = new int[items * Neighbours];
        var weights = new float[columns.Length];
        var drawn = new SortedSet<int>();
        for (var i = 0; i < items; i++)
        {
            drawn.Clear();
            // Half by popularity, half anywhere, as neighbours of real catalogues are.
            while (drawn.Count < Math.Min(Neighbours, items)) drawn.Add(drawn.Count % 2 == 0 ? Zipf.Next(random, items) : random.Next(items));
            drawn.CopyTo(columns, i * Neighbours);
            for (var p = 0; p < Neighbours; p++) weights[(i * Neighbours) + p] = random.NextSingle();
            starts[i + 1] = starts[i] + Neighbours;
        }
        ItemItemLayout.Write(folder, "itemknn", Parameters.None, new SparseRows(starts, columns, weights), popularity, ProfileWeighting.Binary);
    }

    private void WriteFactors(string folder, float[] popularity, Random random)
    {
        var factors = new float[items * Dimensions];
        for (var k = 0; k < factors.Length; k++) factors[k] = random.NextSingle() - .5f;
        FactorLayout.Write(
            folder, "ials", Parameters.None, factors, new float[items], popularity, new FactorSettings(FoldIn.Ridge, ProfileWeighting.Binary, .1f, .01f, 1));
    }
}
