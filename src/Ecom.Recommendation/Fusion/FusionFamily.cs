using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Fusion;

/// <summary>
/// An ensemble by learned fusion (stacking; Wolpert 1992): each component tuned on inner holdouts, its scores put on one scale, and their weights chosen by coordinate
/// ascent on the holdouts' NDCG. A component that does not help gets weight 0 and is left out of the export.
/// </summary>
/// <remarks>
/// Without an order in time the holdouts are ten folds, so that weights are learned from every pair, by models fitted on nearly as much as in the end: what suits four
/// fifths of the pairs is not what suits all of them (the best regularisation of <c>ials</c> moves enough to lose what an ensemble gains).
/// </remarks>
public sealed class FusionFamily(IReadOnlyList<IRecommenderFamily> components) : IRecommenderFamily
{
    private const int FoldCount = 10;

    public string Name => "fusion";

    /// <summary>The inner search is where settings are chosen; from outside only its length can be.</summary>
    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed) => [Parameters.None.With("innerTrials", 15)];

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        var each = Possible(shape).Select(c => c.Estimate(shape, c.Proposals(shape, 1).First())).ToArray();
        var trials = parameters.Number("innerTrials", 15);
        var fits = shape.Ordered ? trials : (trials * ComponentSet.TuningHoldouts) + FoldCount;
        return each.Length == 0 ? default : new(each.Max(e => e.Bytes) + 5e8, each.Sum(e => e.Operations) * fits);
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var families = Possible(data.Shape);
        var holdouts = InnerHoldout.Folds(data, FoldCount, context.Seed);
        var set = ComponentSet.Tune(families, holdouts, (int)parameters.Number("innerTrials", 15), context);
        var (weights, transforms) = FusionWeights.Learn(set, holdouts, context);
        var used = Enumerable.Range(0, weights.Length).Where(p => weights[p] > 0).ToArray();
        var noted = parameters;
        foreach (var p in used) noted = noted.With("weight-" + families[p].Name, Math.Round(weights[p], 4));
        return new FusionModel(
            Name, noted, [.. used.Select(p => set.Fit(p, data, context))], [.. used.Select(p => transforms[p])], [.. used.Select(p => weights[p])]);
    }

    /// <summary>Components whose dense matrices would be too large for an ensemble are left out of it.</summary>
    private IRecommenderFamily[] Possible(TrainingShape shape) =>
        [.. components.Where(c => c.Estimate(shape, c.Proposals(shape, 1).First()).Bytes < 3e9)];
}
