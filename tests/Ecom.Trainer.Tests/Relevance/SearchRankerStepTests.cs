using Ecom.Data.Folds;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;
using Ecom.Search;
using Ecom.Search.Learning;
using Ecom.Search.Text;
using Ecom.Trainer.Jobs;
using Ecom.Trainer.Relevance;

namespace Ecom.Trainer.Tests.Relevance;

/// <summary>A refit over a shop where each thing has a cover whose text repeats the thing's name: the index likes covers, customers buy the things.</summary>
public sealed class SearchRankerStepTests : IDisposable
{
    private static readonly string[] _things = ["lamp", "table", "chair", "kettle", "carpet", "mirror", "shelf", "clock", "pillow", "curtain"];
    private static readonly string[] _colours = ["red", "blue", "green", "white", "black", "yellow"];
    private static readonly string[] _queries = [.. from colour in _colours from thing in _things select $"{colour} {thing}"];

    /// <summary>By query the thing, then its cover.</summary>
    private static readonly Product[] _products =
    [
        .. _queries.SelectMany((q, i) => new Product[]
        {
            new() { ItemId = $"thing{i}", Title = $"{q}, large", Description = "A fine piece of work" },
            new() { ItemId = $"cover{i}", Title = $"{q} cover for {q}", Description = $"{q} {q}" },
        }),
    ];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ecom-search-ranker-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_refit_teaches_the_search_what_customers_choose_and_queries_nobody_wrote_gain_too()
    {
        var (result, snapshot) = Refit(_queries.SkipLast(5).Select((q, i) => new SearchedProduct(q, 2 * i, 3)));
        Assert.True(result.Kept, result.Reason);
        Assert.Equal(55, result.Queries);
        Assert.True(result.Learned > result.Bm25 + .1 && result.P < .001 && result.Low > 0, result.Reason);

        using var index = SearchIndex.Open(Path.Combine(snapshot, TrainerFiles.Search));
        var ranker = SearchRanker.Open(Path.Combine(snapshot, TrainerFiles.SearchRanker), new CandidateFeatures(new TextStatistics(index)));
        for (var q = _queries.Length - 5; q < _queries.Length; q++)
        {
            var candidates = Candidates(index, _queries[q]);
            Assert.Equal($"cover{q}", candidates.MaxBy(c => c.Score).Product.ItemId);
            var scores = ranker.Score(_queries[q], candidates);
            Assert.Equal($"thing{q}", candidates[Array.IndexOf(scores, scores.Max())].Product.ItemId);
        }
    }

    [Fact]
    public void What_is_served_scores_as_what_was_trained()
    {
        using var index = SearchIndex.InMemory(_products);
        var folds = Folds([.. _queries.Select((q, i) => new SearchedProduct(q, 2 * i, 3))]);
        var popularity = new float[_products.Length];
        var (trees, _) = SearchRankerStep.Run(Context(Job("direct")), folds, () => popularity, index);
        var folder = _root.CreateSubdirectory("ranker").FullName;
        SearchRanker.Write(folder, trees!);
        var served = SearchRanker.Open(folder, new CandidateFeatures(new TextStatistics(index)));
        var (queries, _) = SearchJudgements.Of(folds, popularity, index, new CandidateFeatures(new TextStatistics(index)));
        var learner = new LearnedRelevance(CandidateFeatures.Count, 0, augment: false, seed: 1, threads: 1, maximumTrials: 1);
        foreach (var query in queries)
            Assert.Equal(learner.Score(trees!, query).OrderDescending(), served.Score(query.Text, Candidates(index, query.Text)).OrderDescending());
    }

    [Fact]
    public void Without_a_proven_win_the_index_keeps_its_order()
    {
        var (result, snapshot) = Refit(_queries.Select((q, i) => new SearchedProduct(q, (2 * i) + 1, 3)));
        Assert.False(result.Kept);
        Assert.Contains("no proven win", result.Reason, StringComparison.Ordinal);
        Assert.Equal(1, result.Bm25!.Value, 6);
        Assert.False(Directory.Exists(Path.Combine(snapshot, TrainerFiles.SearchRanker)));
        Assert.True(Directory.Exists(Path.Combine(snapshot, TrainerFiles.Search)));
    }

    [Fact]
    public void Too_few_queries_train_nothing()
    {
        var (result, snapshot) = Refit(_queries.Take(SearchRankerStep.MinimumQueries - 1).Select((q, i) => new SearchedProduct(q, 2 * i, 3)));
        Assert.Equal((49, false, null), (result.Queries, result.Kept, result.Learned));
        Assert.False(Directory.Exists(Path.Combine(snapshot, TrainerFiles.SearchRanker)));
    }

    [Fact]
    public void A_product_is_the_more_relevant_the_nearer_it_comes_to_the_querys_best()
    {
        Product[] products = [.. Enumerable.Range(0, 5).Select(i => new Product { ItemId = $"i{i}", Title = $"lamp {i}", Deleted = i == 4 })];
        using var index = SearchIndex.InMemory(products);
        var folds = Folds([new("lamp", 0, 9), new("lamp", 1, 6), new("lamp", 2, 1), new("unheard", 0, 1), new("lamp 3", 3, 1)]) with { Items = products };
        var (queries, scores) = SearchJudgements.Of(folds, new float[5], index, new CandidateFeatures(new TextStatistics(index)));
        // A query that finds nothing, and one that finds nothing else, have nothing to order.
        var only = Assert.Single(queries);
        Assert.Equal([3, 2, 0, 0], only.Relevance.OrderDescending());
        Assert.Equal(4, scores.Single().Length);
    }

    private (SearchRankerResult Result, string Snapshot) Refit(IEnumerable<SearchedProduct> searches)
    {
        var input = _root.CreateSubdirectory("folds").FullName;
        FoldDirectory.Write(input, Folds([.. searches]));
        var job = Job("refit") with { Input = input };
        JobRunner.Run(job, TextWriter.Null, TimeProvider.System, CancellationToken.None);
        return (AtomicFile.ReadJson<TrainerResult>(Path.Combine(job.Output, TrainerFiles.Result)).Search!, Path.Combine(job.Output, TrainerFiles.Snapshot));
    }

    private TrainerJob Job(string name) => new()
    {
        Kind = TrainerJobKind.Refit, Model = "itemknn", Augment = "none", Input = "", Output = Path.Combine(_root.FullName, name), MaximumTrials = 2, Threads = 1,
        ModelParameters = Parameters.None.With("neighbours", 5),
    };

    private static JobContext Context(TrainerJob job) => new(job, new Output.ProgressWriter(TextWriter.Null, TimeProvider.System), TimeProvider.System, CancellationToken.None);

    private static FoldSet Folds(IReadOnlyList<SearchedProduct> searches)
    {
        var users = Enumerable.Range(0, 20).SelectMany(u => Enumerable.Range(0, 6), (u, k) => (User: u, Item: ((u * 7) + (k * 11)) % _products.Length)).ToArray();
        var train = Interactions.FromEntries(
            20, _products.Length, [.. users.Select(e => e.User)], [.. users.Select(e => e.Item)], [.. users.Select(_ => 1f)], [.. users.Select((_, i) => (long)i)]);
        var none = Interactions.Empty(20, _products.Length);
        return new FoldSet
        {
            Train = train, Tune = none, Gate = none, Test = none, Baskets = Interactions.Empty(0, _products.Length), LaterBaskets = Interactions.Empty(0, _products.Length),
            UserIds = [.. Enumerable.Range(0, 20).Select(u => $"u{u}")], Items = _products, Searches = searches, TrainEnd = 200, TuneEnd = 300, GateEnd = 400, TestEnd = 500,
        };
    }

    private static SearchCandidate[] Candidates(SearchIndex index, string query)
    {
        using var matches = index.Find(query, Synonyms.None);
        var scores = matches.Scores.ToArray();
        var items = matches.Items.ToArray();
        return [.. TopK.Select(scores, SearchRanker.Depth).Select(b => new SearchCandidate(_products[items[b.Item]], b.Score, 0))];
    }
}
