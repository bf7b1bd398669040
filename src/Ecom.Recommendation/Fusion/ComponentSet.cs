using Ecom.Evaluation.Ranking;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.Fusion;

/// <summary>
/// The models an ensemble is made of: each tuned on an inner holdout of the training data, so that what combines them is learned from scores
/// they give to unseen items, then refitted on all of it with the same settings.
/// </summary>
internal sealed class ComponentSet : IDisposable
{
    /// <summary>Users of the holdout that settings are compared on.</summary>
    private const int TuningUsers = 8000;

    private readonly IReadOnlyList<IRecommenderFamily> _families;
    private readonly List<Parameters> _chosen = [];
    private readonly List<IFittedModel> _inner = [];

    private ComponentSet(IReadOnlyList<IRecommenderFamily> families, InnerHoldout holdout)
    {
        _families = families;
        Holdout = holdout;
    }

    public InnerHoldout Holdout { get; }

    /// <summary>Fitted on the inner training part.</summary>
    public IReadOnlyList<IFittedModel> Inner => _inner;

    /// <summary>NDCG of each on the holdout.</summary>
    public List<double> Scores { get; } = [];

    public static ComponentSet Tune(IReadOnlyList<IRecommenderFamily> families, TrainingData data, int trials, FitContext context)
    {
        var set = new ComponentSet(families, InnerHoldout.Split(data, context.Seed));
        var options = new RankingOptions
        {
            CutOffs = [10], Slices = false, Resamples = 0, Threads = context.Threads, Seed = context.Seed, Cancellation = context.Cancellation,
        };
        var shape = set.Holdout.Fit.Shape;
        var sample = set.Holdout.Sample(TuningUsers, context.Seed);
        for (var f = 0; f < families.Count; f++)
        {
            context.Progress?.Invoke($"tune {families[f].Name}", (double)f / families.Count, null);
            var pool = families[f].Proposals(shape, context.Seed).Take(100).DistinctBy(p => p.ToString()).ToArray();
            // By trials alone: a clock would make the ensemble depend on the machine.
            var (best, tried) = new BayesianSearch(trials, double.PositiveInfinity, TimeProvider.System).Run(pool, index =>
            {
                using var model = families[f].Fit(set.Holdout.Fit, pool[index], context with { Progress = null });
                return RankingEvaluator.Evaluate(model, sample, options).Users.Mean("ndcg@10");
            });
            context.Progress?.Invoke(
                $"tuned {families[f].Name}", (f + 1.0) / families.Count, new Dictionary<string, double> { ["ndcg@10"] = tried.Max(t => t.Score) });
            set._chosen.Add(pool[best]);
            set.Scores.Add(tried.Max(t => t.Score));
            set._inner.Add(families[f].Fit(set.Holdout.Fit, pool[best], context with { Progress = null }));
        }
        return set;
    }

    /// <summary>One component on all the data.</summary>
    public IFittedModel Refit(int component, TrainingData data, FitContext context)
    {
        context.Progress?.Invoke($"fit {_families[component].Name}", (double)component / _families.Count, null);
        return _families[component].Fit(data, _chosen[component], context with { Progress = null });
    }

    /// <summary>A transform that suits the scores of a component: logs where they are never negative.</summary>
    public PartTransform TransformOf(int component)
    {
        var scores = new float[Holdout.Fit.ItemCount];
        foreach (var user in Holdout.Users(200, 1))
        {
            Inner[component].Score(UserHistory.Of(Holdout.Task.History, user), scores);
            foreach (var score in scores)
                if (score < 0) return PartTransform.Standard;
        }
        return PartTransform.Log;
    }

    public void Dispose()
    {
        foreach (var model in _inner) model.Dispose();
    }
}
