using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.ItemKnn;

/// <summary>
/// Item-based nearest neighbours (Sarwar et al. 2001): cosine with shrinkage, x_i·x_j / (|x_i||x_j| + shrink), the <c>neighbours</c> strongest
/// sources of each target kept. <c>decay</c> weighs the history by recency of rank; <c>normalise</c> divides a target's weights by their
/// sum; <c>idf</c> weighs users by log(items/(1 + length)), so that those who touch everything say less.
/// </summary>
public sealed class ItemKnnFamily : IIncrementalFamily
{
    public string Name => "itemknn";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("power", 0).With("normalise", 0).With("idf", 0);
        return new ParameterSpace()
            .Known(start.With("neighbours", 200).With("shrink", 10).With("decay", 1))
            .Known(start.With("neighbours", 200).With("shrink", 10).With("decay", .8))
            .Known(start.With("neighbours", 50).With("shrink", 100).With("decay", 1))
            .Known(start.With("neighbours", 800).With("shrink", 10).With("decay", .9))
            .Known(start.With("neighbours", 100).With("shrink", 50).With("decay", 1).With("idf", 1))
            .Choice("neighbours", 20, 50, 100, 200, 400, 800).Log("shrink", 1, 1000).Choice("decay", 1, 1, .95, .9, .8, .6)
            .Choice("power", 0, 0, .5, 1).Choice("normalise", 0, 0, 1).Choice("idf", 0, 1)
            .Fixed(!shape.Ordered, "decay", 1).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        var neighbours = Math.Min(parameters.Number("neighbours", 200), shape.Items);
        var perUser = (double)shape.Pairs / Math.Max(1, shape.Users);
        // Rows twice (input order and columns), neighbours twice (by target and by source), one accumulator a thread.
        return new((40.0 * shape.Pairs) + (16.0 * shape.Items * neighbours) + (64.0 * shape.Items), shape.Pairs * perUser * 4);
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var power = (float)parameters.Number("power", 0);
        var rows = FitRows.Of(data, power);
        var prior = FitRows.Prior(rows);
        if (parameters.Number("idf", 0) > 0) rows = UserWeights.Idf(rows);
        var columns = new ItemColumns(rows);
        var norms = new double[rows.ItemCount];
        for (var i = 0; i < norms.Length; i++)
        {
            var square = 0.0;
            foreach (var w in columns.Weights(i)) square += (double)w * w;
            norms[i] = Math.Sqrt(square);
        }
        var shrink = parameters.Number("shrink", 10);
        var kept = ItemPairs.Neighbours(
            rows, columns, (int)parameters.Number("neighbours", 200), (s, t, dot) => (float)(dot / ((norms[s] * norms[t]) + shrink + 1e-9)), context);
        if (parameters.Number("normalise", 0) > 0) kept = TargetNormalisation.Apply(kept);
        return new ItemItemModel(Name, parameters, kept, prior, new ProfileWeighting((float)parameters.Number("decay", 1), power));
    }

    /// <summary>Weighted pairs and divided lists do not tell what they were made of.</summary>
    public bool Carries(Parameters parameters) => parameters.Number("power", 0) == 0 && parameters.Number("idf", 0) == 0 && parameters.Number("normalise", 0) == 0;

    public IFittedModel Open(string directory, IReadOnlyList<int> numbers, int itemCount) => ItemKnnUpdate.Open(Name, directory, numbers, itemCount);

    public IFittedModel Update(IFittedModel previous, NewRows news, FitContext context)
    {
        if (previous is not ItemItemModel model || !Carries(model.Parameters)) throw new ArgumentException($"A fitted {Name} that carries on is wanted.", nameof(previous));
        return ItemKnnUpdate.Run(
            Name, model, news, (float)model.Parameters.Number("shrink", 10) + 1e-9f, (int)model.Parameters.Number("neighbours", 200), context);
    }
}
