using Ecom.Data.Benchmarks;
using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Tests;

/// <summary>
/// Item numbers carry no information: a model fitted under a shuffled numbering has the same figures. Numbers that follow first appearance (as in published
/// files) would otherwise leak the held-out items through the order of ties.
/// </summary>
public class ShuffledItemsTests
{
    private const int Users = 240, Items = 40;

    /// <summary>Models without a random draw. Their sums run in the order of users and histories, which a new numbering leaves alone.</summary>
    public static TheoryData<string> Exact => new(
        "popularity", "itemknn", "itemknn-directional", "itemknn-tversky", "rp3beta", "userknn", "stan");

    [Theory]
    [MemberData(nameof(Exact))]
    public void Scores_and_figures_follow_the_items_to_the_last_bit(string name)
    {
        var (train, targets) = Sequences();
        var order = Shuffled(Items, 3);
        var family = RecommenderFamilies.Find(name);
        // The published recipe weighs history by recency, .8^age; every neighbour is kept, because a cut among equals has to take some of them.
        var parameters = family.Proposals(new TrainingData { Observed = train }.Shape, 1).First().With("decay", .8).With("neighbours", 1000);
        using var plain = family.Fit(new TrainingData { Observed = train }, parameters, TestData.Context);
        using var shuffled = family.Fit(new TrainingData { Observed = Renumbered(train, order) }, parameters, TestData.Context);

        var (scores, moved) = (new float[Items], new float[Items]);
        for (var u = 0; u < Users; u++)
        {
            plain.Score(UserHistory.Of(train, u), scores);
            shuffled.Score(UserHistory.Of(Renumbered(train, order), u), moved);
            for (var i = 0; i < Items; i++) Assert.Equal(scores[i], moved[order[i]]);
        }
        var (before, after) = (Figures(plain, train, targets), Figures(shuffled, Renumbered(train, order), Renumbered(targets, order)));
        Assert.InRange(before.Mean("ndcg@10"), .01, .99);
        foreach (var metric in before.Names) Assert.Equal(before.Values(metric), after.Values(metric));
    }

    [Fact]
    public void Equal_scores_count_by_the_chance_of_their_order()
    {
        // Nobody bought anything: all 40 items tie, and one target is within the first 10 in a quarter of all orders.
        var targets = TestData.Matrix(1, Items, (0, 7, 1f));
        var figures = Figures(new Level(), Interactions.Empty(1, Items), targets);
        Assert.Equal(.25, figures.Mean("hit@10"), 1e-6);
    }

    /// <summary>SASRec draws its weights and negatives by number, so two fits differ; what serves a fitted one does not.</summary>
    [Fact]
    public void A_transformers_scores_follow_its_item_table_to_the_last_bit()
    {
        const int Width = 8, Length = 12;
        var random = new Random(2);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - .5f)];
        var table = Draw(Items * Width);
        var weights = new TransformerWeights
        {
            Width = Width, Heads = 2, Length = Length, Items = table, Positions = Draw(Length * Width), Norm = Draw(2 * Width),
            Blocks = [new(Draw(2 * Width), Draw(4 * Width * Width), Draw(4 * Width), Draw(2 * Width), Draw(2 * Width * Width), Draw(2 * Width))],
        };
        var order = Shuffled(Items, 5);
        var moved = new float[table.Length];
        for (var i = 0; i < Items; i++) table.AsSpan(i * Width, Width).CopyTo(moved.AsSpan(order[i] * Width));
        var (plain, shuffled) = (new TransformerScorer(weights, new float[Items]), new TransformerScorer(weights with { Items = moved }, new float[Items]));

        var (train, targets) = Sequences();
        var (before, after) = (Figures(plain, train, targets), Figures(shuffled, Renumbered(train, order), Renumbered(targets, order)));
        foreach (var metric in before.Names) Assert.Equal(before.Values(metric), after.Values(metric));
    }

    [SkippableFact]
    public void Beauty_has_the_same_figures_under_a_shuffled_numbering()
    {
        var folder = Environment.GetEnvironmentVariable("ECOM_DATA_DIR");
        Skip.If(folder is null, "ECOM_DATA_DIR is not set.");
        var file = new[] { "Beauty.txt", "Beauty.txt.gz" }.Select(f => Path.Combine(folder, "beauty", f)).FirstOrDefault(File.Exists);
        Skip.If(file is null, "There is no Beauty.");
        var (sequences, ids) = SequenceFile.Read(file);
        var known = SequenceFile.Matrix(sequences, ids.Count, n => ..(n - 1));
        // Fitted on everybody, measured on every tenth user, so that it takes seconds.
        var (history, last) = (
            SequenceFile.Matrix([.. sequences.Where((_, u) => u % 10 == 0)], ids.Count, n => ..(n - 1)),
            SequenceFile.Matrix([.. sequences.Where((_, u) => u % 10 == 0)], ids.Count, n => (n - 1)..n));
        var order = Shuffled(ids.Count, 4);
        var family = RecommenderFamilies.Find("itemknn-directional");
        var parameters = family.Proposals(new TrainingData { Observed = known }.Shape, 1).First().With("neighbours", ids.Count);
        using var plain = family.Fit(new TrainingData { Observed = known }, parameters, TestData.Context);
        using var shuffled = family.Fit(new TrainingData { Observed = Renumbered(known, order) }, parameters, TestData.Context);
        var (before, after) = (Figures(plain, history, last), Figures(shuffled, Renumbered(history, order), Renumbered(last, order)));
        Assert.InRange(before.Mean("ndcg@10"), .05, .08);
        foreach (var metric in new[] { "hit@10", "ndcg@10" }) Assert.Equal(before.Values(metric), after.Values(metric));
    }

    /// <summary>Noisy walks along a circle of items, of which the last step is held out.</summary>
    private static (Interactions Train, Interactions Targets) Sequences()
    {
        var random = new Random(1);
        var (train, targets) = (new List<(int, int, float)>(), new List<(int, int, float)>());
        for (var u = 0; u < Users; u++)
        {
            var walk = new List<int> { random.Next(Items) };
            while (walk.Count < 4 + (u % 7))
            {
                var next = random.NextDouble() < .7 ? (walk[^1] + 1 + random.Next(3)) % Items : random.Next(Items);
                if (!walk.Contains(next)) walk.Add(next);
            }
            train.AddRange(walk[..^1].Select(i => (u, i, 1f)));
            targets.Add((u, walk[^1], 1f));
        }
        return (TestData.Matrix(Users, Items, [.. train]), TestData.Matrix(Users, Items, [.. targets]));
    }

    private static int[] Shuffled(int count, int seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(order);
        return order;
    }

    private static Interactions Renumbered(Interactions rows, int[] order) => Interactions.FromEntries(
        rows.UserCount, rows.ItemCount, rows.RowIndices(), rows.AllItems.ToArray().Select(i => order[i]).ToArray(), rows.AllWeights, rows.AllTimes);

    private static PerUserMetrics Figures(IScorer scorer, Interactions history, Interactions targets) => RankingEvaluator.Evaluate(
        scorer, new RankingTask { History = history, Targets = targets, FitCounts = history.ItemCounts(), FitUsers = history.UserCount },
        new RankingOptions { CutOffs = [10], Slices = false, Threads = 2 }).Users;

    private sealed class Level : IScorer
    {
        public int ItemCount => Items;

        public void Score(in UserHistory history, Span<float> scores) => scores.Clear();

        public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => [];
    }
}
