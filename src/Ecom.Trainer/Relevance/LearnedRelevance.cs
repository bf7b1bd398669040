using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Hybrid;

namespace Ecom.Trainer.Relevance;

/// <summary>Trains a ranker on judged queries. Settings are chosen on an inner fifth of the training queries; several seeds are averaged.</summary>
/// <param name="width">Features of a product.</param>
/// <param name="lowestGrade">Of the judgements; there are four grades, and one's gain is 2^grade − 1.</param>
/// <param name="augment">Whether to train on variants of the queries too.</param>
/// <param name="seed">Of everything drawn.</param>
/// <param name="threads">At most.</param>
/// <param name="maximumTrials">Settings tried at most.</param>
internal sealed class LearnedRelevance(int width, int lowestGrade, bool augment, int seed, int threads, int maximumTrials)
{
    private const int CutOff = 10;
    private const int Seeds = 5;
    private static readonly (int Rounds, int Leaves)[] _settings = [(150, 7), (60, 7), (300, 7), (150, 15), (60, 15), (150, 4), (300, 4)];

    private readonly int[] _gains = [.. Enumerable.Range(lowestGrade, 4).Select(g => (1 << g) - 1)];

    /// <summary>Features depend on query and products alone, so every fit and every fold shares them.</summary>
    private readonly Dictionary<(int Query, string Text), float[]> _known = [];

    /// <returns>The model, and the setting that was chosen with its score on the inner fifth.</returns>
    public (TreeEnsemble Trees, Parameters Setting, double Score) Fit(IReadOnlyList<JudgedQuery> queries)
    {
        var order = queries.ToArray();
        new Random(seed).Shuffle(order);
        var (held, kept) = (order[..(order.Length / 5)], order[(order.Length / 5)..]);
        var (best, bestScore) = (_settings[0], double.NegativeInfinity);
        foreach (var setting in _settings.Take(Math.Max(1, maximumTrials)))
        {
            var trees = Train(kept, setting, seed);
            var score = held.Average(q => GradedNdcg.At(CutOff, q.Relevance, Score(trees, q)));
            if (score > bestScore) (best, bestScore) = (setting, score);
        }
        var models = Enumerable.Range(0, Seeds).Select(s => Train(order, best, seed + s)).ToArray();
        return (Join(models), Parameters.None.With("rounds", best.Rounds).With("leaves", best.Leaves), bestScore);
    }

    public float[] Score(TreeEnsemble trees, JudgedQuery query)
    {
        var values = Features(query, query.Text);
        return [.. Enumerable.Range(0, query.Relevance.Length).Select(d => trees.Score(values.AsSpan(d * width, width)))];
    }

    private float[] Features(JudgedQuery query, string text)
    {
        if (!_known.TryGetValue((query.Number, text), out var values)) _known[(query.Number, text)] = values = query.Features(text);
        return values;
    }

    private TreeEnsemble Train(IReadOnlyList<JudgedQuery> queries, (int Rounds, int Leaves) setting, int withSeed)
    {
        var rows = new List<RankerRow>();
        var random = new Random(withSeed);
        var group = 0u;
        foreach (var query in queries)
            foreach (var text in augment ? QueryVariants.Of(query.Text, random).Prepend(query.Text) : [query.Text])
            {
                var values = Features(query, text);
                for (var d = 0; d < query.Relevance.Length; d++)
                {
                    rows.Add(new RankerRow
                    {
                        Group = group,
                        Label = (float)Math.Round(query.Relevance[d]) - lowestGrade,
                        Features = values.AsSpan(d * width, width).ToArray(),
                    });
                }
                group++;
            }
        return LambdaMart.Train(
            rows, width, new LambdaMartOptions(setting.Rounds, setting.Leaves, .05, MinimumLeaf: 20, _gains), withSeed, threads);
    }

    /// <summary>The mean of several ensembles is one with all their trees.</summary>
    private static TreeEnsemble Join(TreeEnsemble[] models)
    {
        List<int> nodeStarts = [0], leafStarts = [0];
        foreach (var model in models)
        {
            var (node, leaf) = (nodeStarts[^1], leafStarts[^1]);
            nodeStarts.AddRange(model.NodeStarts.Skip(1).Select(s => s + node));
            leafStarts.AddRange(model.LeafStarts.Skip(1).Select(s => s + leaf));
        }
        return new TreeEnsemble(
            [.. nodeStarts], [.. leafStarts], [.. models.SelectMany(m => m.Features)], [.. models.SelectMany(m => m.Thresholds)],
            [.. models.SelectMany(m => m.Left)], [.. models.SelectMany(m => m.Right)], [.. models.SelectMany(m => m.Values.Select(v => v / models.Length))]);
    }
}
