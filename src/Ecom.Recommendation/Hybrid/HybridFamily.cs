using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Fusion;

namespace Ecom.Recommendation.Hybrid;

/// <summary>
/// Two stages: candidates from several tuned models, re-ranked by LambdaMART (Burges 2010, LightGBM) on their scores. The ranker learns from an inner
/// holdout, then the models are refitted on everything. <c>popularity</c> 1 adds the item's count as a feature: on sets filtered to a
/// minimum number of interactions that feature tells what was held out, so it is off unless asked for.
/// </summary>
/// <param name="components">Models for histories without an order.</param>
/// <param name="ordered">Models for histories with one.</param>
public sealed class HybridFamily(IReadOnlyList<IRecommenderFamily> components, IReadOnlyList<IRecommenderFamily> ordered) : IRecommenderFamily
{
    public string Name => "hybrid";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed) =>
        [Parameters.None.With("innerTrials", 8).With("perPart", 60).With("rounds", 250).With("leaves", 15).With("rate", .05).With("popularity", 0)];

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        var each = Possible(shape).Select(c => c.Estimate(shape, c.Proposals(shape, 1).First())).ToArray();
        var rows = shape.Users * parameters.Number("perPart", 60) * each.Length;
        return each.Length == 0 ? default : new(each.Max(e => e.Bytes) + (rows * 8 * each.Length) + 5e8, each.Sum(e => e.Operations) * 10);
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var holdout = InnerHoldout.Split(data, context.Seed);
        var set = ComponentSet.Tune(Possible(data.Shape), [holdout], (int)parameters.Number("innerTrials", 8), context);
        // The strongest first: its order is that of everything outside the candidates.
        var order = Enumerable.Range(0, set.Count).OrderByDescending(p => set.Scores[p]).ToArray();
        var popularity = parameters.Number("popularity", 0) > 0 ? LogCounts(holdout.Fit) : null;
        var perPart = (int)parameters.Number("perPart", 60);
        var inner = new List<IFittedModel>();
        try
        {
            foreach (var p in order) inner.Add(set.Fit(p, holdout.Fit, context));
            PartTransform[] transforms = [.. inner.Select(m => ComponentSet.TransformOf(m, holdout))];
            var trees = LambdaRank.Train(inner, transforms, perPart, popularity, holdout, parameters, context);
            return new HybridModel(
                Name, parameters, [.. order.Select(p => set.Fit(p, data, context))], transforms, perPart, popularity is null ? null : LogCounts(data), trees);
        }
        finally
        {
            foreach (var model in inner) model.Dispose();
        }
    }

    private static float[] LogCounts(TrainingData data) => [.. FitRows.Prior(FitRows.Of(data, 0)).Select(c => MathF.Log(1 + c))];

    private IRecommenderFamily[] Possible(TrainingShape shape) =>
        [.. (shape.Ordered ? ordered : components).Where(c => c.Estimate(shape, c.Proposals(shape, 1).First()).Bytes < 3e9)];
}
