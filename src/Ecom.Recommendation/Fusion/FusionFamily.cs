using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Fusion;

/// <summary>
/// An ensemble by learned fusion: each component tuned on an inner holdout, its scores put on one scale, and their weights chosen by coordinate ascent on the
/// holdout's NDCG. A component that does not help gets weight 0 and is left out of the export.
/// </summary>
public sealed class FusionFamily(IReadOnlyList<IRecommenderFamily> components) : IRecommenderFamily
{
    public string Name => "fusion";

    /// <summary>The inner search is where settings are chosen; from outside only its length can be.</summary>
    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed) => [Parameters.None.With("innerTrials", 15)];

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        var each = Possible(shape).Select(c => c.Estimate(shape, c.Proposals(shape, 1).First())).ToArray();
        return each.Length == 0 ? default : new(each.Max(e => e.Bytes) + 5e8, each.Sum(e => e.Operations) * parameters.Number("innerTrials", 15));
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        using var set = ComponentSet.Tune(Possible(data.Shape), data, (int)parameters.Number("innerTrials", 15), context);
        var transforms = Enumerable.Range(0, set.Inner.Count).Select(set.TransformOf).ToArray();
        var weights = FusionWeights.Learn(set, transforms, context);
        var used = Enumerable.Range(0, weights.Length).Where(p => weights[p] > 0).ToArray();
        var noted = parameters;
        foreach (var p in used) noted = noted.With("weight-" + Possible(data.Shape)[p].Name, Math.Round(weights[p], 4));
        return new FusionModel(
            Name, noted, [.. used.Select(p => set.Refit(p, data, context))], [.. used.Select(p => transforms[p])], [.. used.Select(p => weights[p])]);
    }

    /// <summary>Components whose dense matrices would be too large for an ensemble are left out of it.</summary>
    private IRecommenderFamily[] Possible(TrainingShape shape) =>
        [.. components.Where(c => c.Estimate(shape, c.Proposals(shape, 1).First()).Bytes < 3e9)];
}
