using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Models.Snapshots;
using Ecom.Search;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Overlay;
using Ecom.Serving.Recommending;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Tests.Recommending;

public sealed class RankerTests : IDisposable
{
    private const int Items = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-ranker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_a_history_reaches_gives_the_list_that_scoring_everything_gives()
    {
        var random = new Random(1);
        var model = Model(random);
        Assert.True(model.Catalogue.Count > model.Catalogue.ModelItemCount);
        for (var round = 0; round < 500; round++)
        {
            var length = random.Next(0, 6);
            var weights = Enumerable.Range(0, length).Select(_ => random.NextSingle() + .1f).ToArray();
            var history = new UserHistory(Enumerable.Range(0, length).Select(_ => random.Next(Items)).ToArray(), weights, default);
            using var allowed = model.Catalogue.Allowed(default);
            for (var i = 0; i < model.Catalogue.Count; i++)
                if (random.Next(round % 5 + 1) > 0) allowed.Forbid(i);
            var n = random.Next(1, 40);

            var scores = new float[model.Catalogue.Count];
            Ranker.Score(model, history, scores);
            allowed.Apply(scores);
            Assert.Equal(TopK.Select(scores, n), Ranker.ForHistory(model, history, allowed, n));
        }
    }

    private ServedModel Model(Random random)
    {
        var starts = new long[Items + 1];
        List<int> columns = [];
        List<float> weights = [];
        for (var h = 0; h < Items; h++)
        {
            for (var i = 0; i < Items; i++)
            {
                if (i == h || random.Next(8) > 0) continue;
                columns.Add(i);
                // Steps of a quarter, some negative: sums meet, and some are zero.
                weights.Add((random.Next(-2, 6) * .25f) is var w and not 0 ? w : .25f);
            }
            starts[h + 1] = columns.Count;
        }
        var popularity = Enumerable.Range(0, Items).Select(_ => (float)random.Next(0, 8)).ToArray();
        var modelFolder = Directory.CreateDirectory(Path.Combine(_folder, "model")).FullName;
        ItemItemLayout.Write(modelFolder, "ease", Parameters.None, new SparseRows(starts, [.. columns], [.. weights]), popularity, ProfileWeighting.Binary);
        var products = Enumerable.Range(0, Items).Select(i => new Product { ItemId = $"i{i}", Title = $"thing {i % 7}", Category = $"c{i % 5}" }).ToArray();
        var snapshot = Directory.CreateDirectory(Path.Combine(_folder, "snapshot")).FullName;
        SnapshotWriter.Write(snapshot, new SnapshotContent
        {
            Items = products, UserIds = [], Histories = Interactions.Empty(0, Items), Popularity = popularity, ModelDirectory = modelFolder,
            DataEnd = DateTimeOffset.UnixEpoch,
        });
        var overlay = OverlayDocument.Empty.With(
            Enumerable.Range(0, 6).Select(k => new OverlayEntry { ItemId = $"new{k}", Title = $"thing {k}", Category = $"c{k % 5}", Updated = DateTimeOffset.UnixEpoch }));
        return ServedModel.Of("v", new SharedSnapshot(Snapshot.Open(snapshot), SearchIndex.InMemory(products)), overlay);
    }
}
