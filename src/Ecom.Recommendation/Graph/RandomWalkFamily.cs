using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.ItemKnn;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.Graph;

/// <summary>
/// P3α (Cooper et al. 2014): the chance of a walk item → user → item with every step's probability raised to α; RP3β (Paudel et al. 2017) divides it by the
/// target's popularity^β, which brings the tail forward.
/// </summary>
public sealed class RandomWalkFamily(bool discount) : IRecommenderFamily
{
    public string Name => discount ? "rp3beta" : "p3alpha";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("alpha", 1).With("beta", discount ? .3 : 0).With("normalise", 0).With("decay", 1);
        return new ParameterSpace()
            .Known(start.With("neighbours", 100)).Known(start.With("neighbours", 400).With("alpha", .6))
            .Known(start.With("neighbours", 200).With("alpha", .8).With("beta", discount ? .6 : 0))
            .Choice("neighbours", 20, 50, 100, 200, 400, 800).Choice("alpha", .2, .4, .6, .8, 1, 1.2, 1.5)
            .Choice("beta", .1, .2, .3, .4, .5, .6, .7, .8).Choice("normalise", 0, 0, 1).Choice("decay", 1, 1, .9, .8, .6)
            .Fixed(!discount, "beta", 0).Fixed(!shape.Ordered, "decay", 1).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new ItemKnnFamily().Estimate(shape, parameters);

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var plain = FitRows.Of(data, 0);
        var counts = FitRows.Prior(plain);
        var alpha = (float)parameters.Number("alpha", 1);
        var beta = (float)parameters.Number("beta", 0);
        var rows = UserStep(plain, alpha);
        var kept = ItemPairs.Neighbours(
            rows, new ItemColumns(rows), (int)parameters.Number("neighbours", 100),
            (s, t, dot) => dot / (MathF.Pow(MathF.Max(1, counts[s]), alpha) * MathF.Pow(MathF.Max(1, counts[t]), beta)), context);
        if (parameters.Number("normalise", 0) > 0) kept = TargetNormalisation.Apply(kept);
        return new ItemItemModel(Name, parameters, kept, counts, new ProfileWeighting((float)parameters.Number("decay", 1), 0));
    }

    /// <summary>A pair's product has to hold (1/row length)^α once, so each of its two entries gets the root.</summary>
    private static Interactions UserStep(Interactions rows, float alpha)
    {
        var weights = rows.AllWeights.ToArray();
        for (var u = 0; u < rows.UserCount; u++)
        {
            var root = MathF.Pow(Math.Max(1, rows.RowLength(u)), -alpha / 2);
            foreach (ref var w in weights.AsSpan((int)rows.RowStarts[u], rows.RowLength(u))) w *= root;
        }
        return rows.WithWeights(weights);
    }
}
