using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Jobs;
using Ecom.Models.Scoring;
using Ecom.Models.Snapshots;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Starter;
using Ecom.Pipeline.Storage;
using Ecom.Search.Indexing;
using Ecom.Search.Learning;

namespace Ecom.HttpContract;

/// <summary>
/// A shop of ten products and three customers in a folder of its own, with real snapshots of an item-item model that is small enough to know every list
/// by heart.
/// </summary>
public sealed class ContractShop : IDisposable
{
    private static readonly float[] _popularity = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

    private readonly FolderBlobStore _dumps;
    private readonly FolderBlobStore _artefacts;

    public ContractShop()
    {
        Folder = Directory.CreateTempSubdirectory("ecom-http-").FullName;
        _dumps = new FolderBlobStore(Path.Combine(Folder, "dumps"));
        _artefacts = new FolderBlobStore(Path.Combine(Folder, "artefacts"));
        Stores = new PipelineStores(_dumps, _artefacts);
        Work = new WorkFolders(Path.Combine(Folder, "work"));
        Registry = new ModelRegistry(Stores, ShopId.Default, TimeProvider.System);
    }

    public string Folder { get; }
    public PipelineStores Stores { get; }
    public WorkFolders Work { get; }
    public ModelRegistry Registry { get; }
    public FakeOrchestrations Orchestrations { get; } = new();

    public static IReadOnlyList<Product> Products { get; } =
    [
        Item(0, "Studio headphones black", "audio.headphones", "Acme", 10),
        Item(1, "Studio headphones white", "audio.headphones", "Acme", 20),
        Item(2, "Travel headphones", "audio.headphones", "Bolt", 30),
        Item(3, "Sport headphones", "audio.headphones", "Bolt", 40) with { Stock = 0 },
        Item(4, "Shelf speaker", "audio.speakers", "Acme", 50),
        Item(5, "Floor speaker", "audio.speakers", "Bolt", null),
        Item(6, "Pan", "kitchen", "Cook", 70),
        Item(7, "Pot", "kitchen", "Cook", 80),
        Item(8, "Knife", "kitchen", null, 90),
        Item(9, "Spoon", "kitchen", null, 100) with { Deleted = true },
    ];

    /// <summary>Stores and registers a version; it is not promoted.</summary>
    /// <param name="version">Its id.</param>
    /// <param name="favourite">The item that every other item speaks for most.</param>
    /// <param name="ranker">Of searches; null: the version has none.</param>
    public async Task PublishAsync(string version, int favourite = 1, TreeEnsemble? ranker = null)
    {
        using var work = Work.Create("publish");
        var model = work.Sub("model");
        ItemItemLayout.Write(model, "itemknn", Parameters.None, Rows(favourite), _popularity, ProfileWeighting.Binary);
        var snapshot = work.Sub("snapshot");
        SnapshotWriter.Write(snapshot, new SnapshotContent
        {
            Items = Products,
            UserIds = ["ann", "bob", "späť/x y"],
            Histories = Interactions.FromEntries(3, 10, [0, 1, 1, 2], [0, 6, 7, 4], [1, 1, 1, 1], [100, 100, 200, 100]),
            Popularity = _popularity,
            PurchaseWeight = 1,
            ModelDirectory = model,
            DataEnd = DateTimeOffset.FromUnixTimeSeconds(1000),
        });
        SearchIndexWriter.Write(Directory.CreateDirectory(Path.Combine(snapshot, TrainerFiles.Search)).FullName, Products);
        if (ranker is not null) SearchRanker.Write(Directory.CreateDirectory(Path.Combine(snapshot, TrainerFiles.SearchRanker)).FullName, ranker);
        var files = await ArtefactFolder.UploadAsync(_artefacts, snapshot, new ShopPaths(ShopId.Default).ModelSnapshot(version));
        await Registry.RegisterAsync(new ModelVersion
        {
            Version = version, Created = DateTimeOffset.UnixEpoch, Model = "itemknn", Augment = "none", ModelParameters = Parameters.None,
            AugmentParameters = Parameters.None,
            Metrics = [new FoldMetrics("test", "all", 3, new Dictionary<string, double> { ["ndcg@20"] = 0.5 })],
            Lineage = new ModelLineage { RunId = version, DatasetVersion = 1, DataHash = "d", ConfigurationHash = "c", DataUntil = 1000, Seed = 1 },
            Files = files,
        });
    }

    public async Task PublishAndPromoteAsync(string version, int favourite = 1, TreeEnsemble? ranker = null)
    {
        await PublishAsync(version, favourite, ranker);
        await Registry.PromoteAsync(version, "test");
    }

    /// <summary>Stores what an ingest leaves: the popular products.</summary>
    public Task WriteStarterAsync() => _artefacts.WriteJsonAsync(
        new ShopPaths(ShopId.Default).StarterList,
        new StarterList(DateTimeOffset.UnixEpoch, 1, [.. Products.Select((p, i) => new StarterItem(p, _popularity[i]))]));

    public void Dispose()
    {
        _dumps.Dispose();
        _artefacts.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static Product Item(int i, string title, string category, string? brand, double? price) =>
        new() { ItemId = $"i{i}", Title = title, Category = category, Brand = brand, Price = price, Stock = 5 };

    /// <summary>Within a group of products each speaks for the others, the near ones first, and all of them for the favourite most.</summary>
    private static SparseRows Rows(int favourite)
    {
        var starts = new long[11];
        var items = new List<int>();
        var weights = new List<float>();
        for (var h = 0; h < 10; h++)
        {
            for (var i = 0; i < 10; i++)
            {
                if (i == h || i < 6 != h < 6) continue;
                items.Add(i);
                weights.Add(i == favourite ? 5 : 1f / (1 + Math.Abs(i - h)));
            }
            starts[h + 1] = items.Count;
        }
        return new SparseRows(starts, [.. items], [.. weights]);
    }
}
