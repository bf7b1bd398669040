using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;
using Ecom.Recommendation.UserKnn;

namespace Ecom.Recommendation.Sessions;

/// <summary>
/// Session-based neighbours with time (VSKNN, Ludewig and Jannach 2018; STAN, Garg et al. 2019): recent items of the query weigh more
/// (<c>decay</c>), recent rows vote louder (<c>halfLife</c> in days), and of a row what lies near the shared item counts most (<c>reach</c>).
/// </summary>
public sealed class SessionKnnFamily : IRecommenderFamily
{
    public string Name => "stan";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("shrink", 1).With("idf", 1);
        return new ParameterSpace()
            .Known(start.With("neighbours", 200).With("decay", .8).With("halfLife", 30).With("reach", 5))
            .Known(start.With("neighbours", 500).With("decay", .6).With("halfLife", 0).With("reach", 3))
            .Known(start.With("neighbours", 100).With("decay", .9).With("halfLife", 90).With("reach", 10))
            .Choice("neighbours", 50, 100, 200, 500, 1000).Log("shrink", .1, 30).Choice("decay", .5, .6, .7, .8, .9, .95)
            .Choice("halfLife", 0, 7, 30, 90, 365).Choice("reach", 0, 2, 4, 8, 16).Choice("idf", 0, 1)
            .Fixed(!shape.Ordered, "decay", 1).Fixed(!shape.Ordered, "halfLife", 0).Fixed(!shape.Ordered, "reach", 0).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new(64.0 * shape.Pairs, shape.Pairs);

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var settings = new NeighbourSettings(
            (int)parameters.Number("neighbours", 200), (float)parameters.Number("shrink", 1),
            new ProfileWeighting((float)parameters.Number("decay", .8), 0), (float)parameters.Number("halfLife", 30),
            (float)parameters.Number("reach", 5), VoteIdf: parameters.Number("idf", 1) > 0);
        return new RowNeighbourModel(Name, parameters, FitRows.Of(data, 0), settings);
    }
}
