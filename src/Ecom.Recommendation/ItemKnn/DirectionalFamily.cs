using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.ItemKnn;

/// <summary>
/// Item neighbours that know which came first: a pair at distance g in a history counts <c>fade</c>^(g − 1)·g^−<c>slope</c> from the earlier item to the later,
/// and <c>backward</c> times that the other way; the sum is divided by n_s^<c>source</c>·n_t^<c>target</c> + <c>shrink</c> and raised to <c>power</c>.
/// Purchases follow one another (printer, then ink), which a symmetric cosine cannot say.
/// </summary>
public sealed class DirectionalFamily : IRecommenderFamily
{
    /// <summary>Beyond this distance a pair says nothing, and long histories would cost their square.</summary>
    private const int Reach = 50;

    public string Name => "itemknn-directional";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("neighbours", 400).With("fade", .7).With("slope", 0).With("backward", .05).With("source", .3).With("target", .2)
            .With("shrink", 10).With("power", .55).With("decay", .6);
        // What is bought long after still belongs together, which no exponential that tells near from far can say.
        var heavy = start.With("neighbours", 800).With("fade", 1).With("slope", .6).With("backward", .1).With("source", .2).With("shrink", 3).With("power", .7);
        return new ParameterSpace()
            .Known(start).Known(heavy).Known(heavy.With("backward", .3)).Known(heavy.With("decay", .8).With("slope", .4)).Known(heavy.With("shrink", 10))
            .Choice("neighbours", 200, 400, 800).Choice("fade", .7, .8, .9, 1, 1, 1).Choice("slope", 0, .3, .45, .6, .75, .9)
            .Choice("backward", 0, .02, .05, .1, .15, .2, .3, .5, 1)
            .Choice("source", 0, .15, .3, .5).Choice("target", 0, .1, .2, .3, .5).Log("shrink", 1, 50).Choice("power", .4, .55, .7, 1)
            .Choice("decay", .4, .5, .6, .7, .8, .9)
            .Fixed(!shape.Ordered, "backward", 1).Fixed(!shape.Ordered, "fade", 1).Fixed(!shape.Ordered, "slope", 0).Fixed(!shape.Ordered, "decay", 1)
            .Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new ItemKnnFamily().Estimate(shape, parameters);

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var rows = FitRows.Of(data, 0);
        var counts = FitRows.Prior(rows);
        var kept = Neighbours(rows, counts, parameters, context);
        return new ItemItemModel(Name, parameters, kept, counts, new ProfileWeighting((float)parameters.Number("decay", .6), 0));
    }

    private static SparseRows Neighbours(Interactions rows, float[] counts, Parameters parameters, FitContext context)
    {
        var n = rows.ItemCount;
        var columns = new ItemColumns(rows);
        var fades = new float[Reach + 1];
        for (var g = 1; g <= Reach; g++) fades[g] = MathF.Pow((float)parameters.Number("fade", .7), g - 1) * MathF.Pow(g, -(float)parameters.Number("slope", 0));
        var backward = (float)parameters.Number("backward", .05);
        float source = (float)parameters.Number("source", .3), target = (float)parameters.Number("target", .2);
        float shrink = (float)parameters.Number("shrink", 10), power = (float)parameters.Number("power", .55);
        var most = Math.Clamp((int)parameters.Number("neighbours", 400), 1, Math.Max(1, n));
        var sources = new int[n][];
        var values = new float[n][];
        Parallel.For(
            0, n, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation },
            () => (Sums: new float[n], Touched: new List<int>(), Kept: new Strongest(most)),
            (t, _, state) =>
            {
                var (sums, touched, kept) = state;
                touched.Clear();
                foreach (var user in columns.Users(t))
                {
                    var items = rows.Items(user);
                    var weights = rows.Weights(user);
                    var at = items.IndexOf(t);
                    for (var q = Math.Max(0, at - Reach); q < Math.Min(items.Length, at + Reach + 1); q++)
                    {
                        if (q == at) continue;
                        if (sums[items[q]] == 0) touched.Add(items[q]);
                        sums[items[q]] += weights[q] * weights[at] * (q < at ? fades[at - q] : backward * fades[q - at]);
                    }
                }
                kept.Clear();
                touched.Sort();
                foreach (var s in touched)
                {
                    var sum = sums[s];
                    sums[s] = 0;
                    if (sum > 0) kept.Offer(s, MathF.Pow(sum / ((MathF.Pow(counts[s], source) * MathF.Pow(counts[t], target)) + shrink), power));
                }
                (sources[t], values[t]) = kept.Take();
                return state;
            },
            _ => { });
        return SparseRows.Transpose(n, sources, values);
    }
}
