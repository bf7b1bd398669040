using Ecom.Evaluation.Ranking;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.Fusion;

/// <summary>
/// The models an ensemble is made of: each tuned on inner holdouts of the training data, so that what combines them is learned from scores
/// they give to unseen items, then refitted on all of it with the same settings.
/// </summary>
internal sealed class ComponentSet
{
    /// <summary>Holdouts that settings are compared on; where there are more, the others serve the weights alone.</summary>
    public const int TuningHoldouts = 3;

    /// <summary>Users of a holdout that settings are compared on.</summary>
    private const int TuningUsers = 8000;

    private readonly IReadOnlyList<IRecommenderFamily> _families;
    private readonly List<Parameters> _chosen = [];

    private ComponentSet(IReadOnlyList<IRecommenderFamily> families) => _families = families;

    public int Count => _families.Count;

    /// <summary>NDCG of each on the holdouts.</summary>
    public List<double> Scores { get; } = [];

    public static ComponentSet Tune(IReadOnlyList<IRecommenderFamily> families, IReadOnlyList<InnerHoldout> holdouts, int trials, FitContext context)
    {
        var set = new ComponentSet(families);
        var options = new RankingOptions
        {
            CutOffs = [10], Slices = false, Resamples = 0, Threads = context.Threads, Seed = context.Seed, Cancellation = context.Cancellation,
        };
        var shape = holdouts[0].Fit.Shape;
        var tasks = holdouts.Take(TuningHoldouts).Select(h => (h.Fit, Sample: h.Sample(TuningUsers, context.Seed))).ToArray();
        for (var f = 0; f < families.Count; f++)
        {
            context.Progress?.Invoke($"tune {families[f].Name}", (double)f / families.Count, null);
            var pool = families[f].Proposals(shape, context.Seed).Take(100).DistinctBy(p => p.ToString()).ToArray();
            // By trials alone: a clock would make the ensemble depend on the machine.
            var (best, tried) = new BayesianSearch(trials, double.PositiveInfinity, TimeProvider.System).Run(pool, index => tasks.Average(task =>
            {
                using var model = families[f].Fit(task.Fit, pool[index], context with { Progress = null });
                return RankingEvaluator.Evaluate(model, task.Sample, options).Users.Mean("ndcg@10");
            }));
            context.Progress?.Invoke(
                $"tuned {families[f].Name}", (f + 1.0) / families.Count, new Dictionary<string, double> { ["ndcg@10"] = tried.Max(t => t.Score) });
            set._chosen.Add(pool[best]);
            set.Scores.Add(tried.Max(t => t.Score));
        }
        return set;
    }

    /// <summary>One component with its settings; the caller owns it.</summary>
    public IFittedModel Fit(int component, TrainingData data, FitContext context)
    {
        context.Progress?.Invoke($"fit {_families[component].Name}", (double)component / _families.Count, null);
        return _families[component].Fit(data, _chosen[component], context with { Progress = null });
    }

    /// <summary>A transform that suits the scores of a component: logs where they are never negative.</summary>
    public static PartTransform TransformOf(IScorer component, InnerHoldout holdout)
    {
        var scores = new float[holdout.Fit.ItemCount];
        foreach (var user in holdout.Users(200, 1))
        {
            component.Score(UserHistory.Of(holdout.Task.History, user), scores);
            foreach (var score in scores)
                if (score < 0) return PartTransform.Standard;
        }
        return PartTransform.Log;
    }
}
