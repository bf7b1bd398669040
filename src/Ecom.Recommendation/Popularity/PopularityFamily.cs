using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.Popularity;

/// <summary>
/// Σ over users of weight · 2^(−age/half-life): the same list for everyone. <c>halfLife</c> in days, 0 forgets nothing; <c>power</c> tempers
/// the weights, 0 counts users.
/// </summary>
public sealed class PopularityFamily : IRecommenderFamily
{
    private const double SecondsPerDay = 86400;

    public string Name => "popularity";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var none = Parameters.None.With("power", 0);
        return new ParameterSpace()
            .Known(none.With("halfLife", 0)).Known(none.With("halfLife", 30)).Known(none.With("halfLife", 90)).Known(none.With("halfLife", 7))
            .Log("halfLife", 1, 400).Choice("power", 0, .5, 1)
            .Fixed(!shape.Ordered, "halfLife", 0).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new(24.0 * shape.Pairs, shape.Pairs);

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var halfLife = parameters.Number("halfLife", 0) * SecondsPerDay;
        var rows = FitRows.Of(data, (float)parameters.Number("power", 0));
        var sums = new double[rows.ItemCount];
        var items = rows.AllItems;
        var weights = rows.AllWeights;
        var times = rows.AllTimes;
        for (var p = 0; p < items.Length; p++)
            sums[items[p]] += weights[p] * (halfLife > 0 ? Math.Pow(2, Math.Min(0, times[p] - data.Now) / halfLife) : 1);
        return new PopularityModel(parameters, [.. sums.Select(s => (float)s)]);
    }
}
