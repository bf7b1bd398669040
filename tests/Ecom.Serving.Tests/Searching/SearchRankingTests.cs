using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Models.Snapshots;
using Ecom.Search;
using Ecom.Search.Learning;
using Ecom.Serving.Overlay;
using Ecom.Serving.Searching;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Tests.Searching;

/// <summary>A query that finds more than any ranking looks at: its pages have to be parts of one order.</summary>
public sealed class SearchRankingTests : IDisposable
{
    private const int Items = 300;

    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-search-ranking-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_page_is_a_part_of_one_order(bool learned)
    {
        var model = Model(learned);
        var all = Order(model, Items);
        Assert.Equal(Items, all.Select(b => b.Item).Distinct().Count());
        foreach (var most in new[] { SearchRanking.Window, SearchRanking.Window + 1, SearchRanking.Window + 40 })
            Assert.Equal(all[..most], Order(model, most));
        // Something was reordered, or this shows nothing.
        Assert.NotEqual(all.Select(b => b.Item), ByText(model, Items).Select(b => b.Item));
        Assert.Equal(all.Select(b => b.Score).OrderDescending(), all.Select(b => b.Score));
        model.Shared!.Release();
    }

    [Fact]
    public void The_ranker_orders_the_best_by_text_and_the_rest_stay_below_as_they_were()
    {
        var model = Model(learned: true);
        var (before, best) = (ByText(model, Items), ByText(model, Items));
        Assert.Equal(OrderedBy.Learned, LearnedOrder.Apply(model, "thing", best));
        var head = before[..SearchRanker.Depth].Select(b => b.Item).ToArray();
        Assert.Equal(head.Order(), best[..SearchRanker.Depth].Select(b => b.Item).Order());
        // Odd ones first, and among equals the text decides.
        Assert.Equal(head.Where(i => i % 2 == 1).Concat(head.Where(i => i % 2 == 0)), best[..SearchRanker.Depth].Select(b => b.Item));
        Assert.Equal(before[SearchRanker.Depth..].Select(b => b.Item), best[SearchRanker.Depth..].Select(b => b.Item));
        Assert.Equal(1, best[0].Score);
        Assert.True(best[SearchRanker.Depth - 1].Score >= best[SearchRanker.Depth].Score);
        model.Shared!.Release();
    }

    private static (int Item, float Score)[] ByText(ServedModel model, int most)
    {
        using var matches = model.Search.Find("thing", model.Synonyms);
        return SearchRanking.Sorted(model, matches.Items, matches.Scores, SearchSort.Relevance, most);
    }

    private static (int Item, float Score)[] Order(ServedModel model, int most)
    {
        var best = ByText(model, most);
        LearnedOrder.Apply(model, "thing", best);
        SearchRanking.Rerank(model, best, SearchRanking.Categories(model.Catalogue, best), null, new SearchWeights());
        return best;
    }

    /// <summary>Things of titles of several lengths, so that the text tells some apart; the odd ones are popular, and the more so the later.</summary>
    private ServedModel Model(bool learned)
    {
        var products = Enumerable.Range(0, Items).Select(i => new Product { ItemId = $"i{i}", Title = "thing" + string.Concat(Enumerable.Repeat(" more", i % 7)), Category = $"c{i % 5}" }).ToArray();
        var popularity = Enumerable.Range(0, Items).Select(i => i % 2 == 1 ? 100f + i : 0).ToArray();
        var modelFolder = Directory.CreateDirectory(Path.Combine(_folder, "model")).FullName;
        ItemItemLayout.Write(modelFolder, "ease", Parameters.None, new SparseRows(new long[Items + 1], [], []), popularity, ProfileWeighting.Binary);
        var snapshot = Directory.CreateDirectory(Path.Combine(_folder, "snapshot")).FullName;
        SnapshotWriter.Write(snapshot, new SnapshotContent
        {
            Items = products, UserIds = [], Histories = Interactions.Empty(0, Items), Popularity = popularity, ModelDirectory = modelFolder, DataEnd = DateTimeOffset.UnixEpoch,
        });
        var index = SearchIndex.InMemory(products);
        var trees = new TreeEnsemble([0, 1], [0, 2], [CandidateFeatures.Names.ToList().IndexOf("popularity")], [1], [~0], [~1], [0, 1]);
        var ranker = learned ? new SearchRanker(new CandidateFeatures(new TextStatistics(index)), trees) : null;
        return ServedModel.Of("v", new SharedSnapshot(Snapshot.Open(snapshot), index, ranker), OverlayDocument.Empty);
    }
}
