using System.Globalization;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.Content;

/// <summary>
/// Content-based neighbours: cosine of TF-IDF vectors over title words, category, brand and price band. The only model that ranks an item nobody has
/// touched yet. Without a catalogue it falls back on popularity.
/// </summary>
public sealed class ContentFamily : IRecommenderFamily
{
    public string Name => "content";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("neighbours", 200).With("attributes", 1);
        return new ParameterSpace()
            .Known(start.With("decay", .8)).Known(start.With("decay", .6)).Known(start.With("decay", .95)).Known(start.With("decay", .8).With("attributes", 3))
            .Choice("neighbours", 50, 100, 200, 400).Choice("decay", .4, .6, .7, .8, .9, 1).Choice("attributes", 0, .3, 1, 2, 4)
            .Fixed(!shape.Ordered, "decay", 1).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        const double TermsPerItem = 16;
        return new(
            (24.0 * TermsPerItem * shape.Items) + (16.0 * shape.Items * Math.Min(parameters.Number("neighbours", 200), shape.Items)),
            shape.Items * TermsPerItem * 200);
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var n = data.ItemCount;
        var prior = FitRows.Prior(FitRows.Of(data, 0));
        var profile = new ProfileWeighting((float)parameters.Number("decay", .8), 0);
        if (data.Catalogue is not { } catalogue)
            return new ItemItemModel(Name, parameters, new SparseRows(new long[n + 1], [], []), prior, profile);
        // Terms are the users of this matrix: an item-item cosine over shared terms is the same sparse product.
        var terms = ContentTerms.Of(catalogue, (float)parameters.Number("attributes", 1));
        var kept = ItemPairs.Neighbours(terms, new ItemColumns(terms), (int)parameters.Number("neighbours", 200), (_, _, dot) => dot, context);
        return new ItemItemModel(Name, parameters, kept, prior, profile);
    }
}
