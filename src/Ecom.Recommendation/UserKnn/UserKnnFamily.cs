using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.UserKnn;

/// <summary>User-based nearest neighbours by (asymmetric) cosine with shrinkage (Herlocker et al. 1999; Aiolli 2013): the items of the users most like this one.</summary>
public sealed class UserKnnFamily : IRecommenderFamily
{
    public string Name => "userknn";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("decay", 1).With("idf", 0);
        return new ParameterSpace()
            .Known(start.With("neighbours", 100).With("shrink", 10)).Known(start.With("neighbours", 50).With("shrink", 1))
            .Known(start.With("neighbours", 200).With("shrink", 1))
            .Choice("neighbours", 40, 70, 100, 150, 250, 400, 600).Log("shrink", .1, 300).Choice("decay", 1, 1, .95, .9, .8).Choice("idf", 0, 0, 1)
            .Choice("voteIdf", 0, 0, 1).Choice("asymmetry", .5, .5, .3, .4, .6, .7).Choice("amplification", 1, 1, 1.5, 2, 3)
            .Fixed(!shape.Ordered, "decay", 1).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new(64.0 * shape.Pairs, shape.Pairs);

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var settings = new NeighbourSettings(
            (int)parameters.Number("neighbours", 100), (float)parameters.Number("shrink", 10),
            new ProfileWeighting((float)parameters.Number("decay", 1), 0), Idf: parameters.Number("idf", 0) > 0,
            VoteIdf: parameters.Number("voteIdf", 0) > 0, Asymmetry: (float)parameters.Number("asymmetry", .5), Amplification: (float)parameters.Number("amplification", 1));
        return new RowNeighbourModel(Name, parameters, FitRows.Of(data, 0), settings);
    }
}
