using System.Numerics.Tensors;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.Bpr;

/// <summary>
/// Matrix factorisation trained for pairwise order (BPR, Rendle et al. 2009): stochastic gradient steps with Adagrad on (user, item, unseen item)
/// triples, one thread so that a seed repeats it. Users are folded in by a ridge step against the item factors, so that a stranger and a
/// changed history are served alike.
/// </summary>
public sealed class BprFamily : IRecommenderFamily
{
    public string Name => "bpr";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("factors", 64).With("decay", 1).With("foldAlpha", .03).With("foldLambda", .05);
        return new ParameterSpace()
            .Known(start.With("epochs", 100).With("rate", .1).With("regularisation", .0003)).Known(start.With("epochs", 100).With("rate", .2).With("regularisation", .001))
            .Choice("factors", 32, 64, 128).Choice("epochs", 50, 100, 200, 400).Log("rate", .03, .5).Log("regularisation", .00003, .01)
            .Choice("foldAlpha", .003, .01, .03, .1, .3, 1).Choice("foldLambda", .005, .02, .05, .2).Choice("decay", 1, 1, .9, .8)
            .Fixed(!shape.Ordered, "decay", 1).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        var d = parameters.Number("factors", 64);
        return new((8 * d * (shape.Users + (double)shape.Items)) + (48.0 * shape.Pairs), 12 * d * shape.Pairs * parameters.Number("epochs", 40));
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var rows = FitRows.Of(data, 0);
        var d = (int)parameters.Number("factors", 64);
        var items = Train(rows, d, parameters, context);
        // On the factors' own scale: BPR leaves it open, and the ridge step needs one.
        var scale = TensorPrimitives.Norm<float>(items) / MathF.Sqrt(Math.Max(1, rows.ItemCount));
        if (scale > 0) TensorPrimitives.Divide(items, scale, items);
        return new FactorModel(
            Name, parameters, items, new float[rows.ItemCount], FitRows.Prior(rows),
            new FactorSettings(FoldIn.Ridge, new ProfileWeighting((float)parameters.Number("decay", 1), 0),
                (float)parameters.Number("foldAlpha", .03), (float)parameters.Number("foldLambda", .05), 0));
    }

    private static float[] Train(Interactions rows, int d, Parameters parameters, FitContext context)
    {
        var random = new Random(context.Seed);
        var users = Initial(rows.UserCount * d, random);
        var items = Initial(rows.ItemCount * d, random);
        var (userSquares, itemSquares) = (new float[rows.UserCount], new float[rows.ItemCount]);
        float rate = (float)parameters.Number("rate", .05), regularisation = (float)parameters.Number("regularisation", .01);
        var owners = rows.RowIndices();
        var seen = Enumerable.Range(0, rows.UserCount).Select(u => new HashSet<int>(rows.Items(u).ToArray())).ToArray();
        var gradient = new float[d];
        var epochs = (int)parameters.Number("epochs", 40);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var loss = 0.0;
            for (var step = 0; step < owners.Length; step++)
            {
                var pair = random.Next(owners.Length);
                var user = owners[pair];
                var good = rows.AllItems[pair];
                var bad = random.Next(rows.ItemCount);
                if (rows.AllWeights[pair] <= 0 || seen[user].Contains(bad)) continue;
                var u = users.AsSpan(user * d, d);
                var i = items.AsSpan(good * d, d);
                var j = items.AsSpan(bad * d, d);
                TensorPrimitives.Subtract(i, j, gradient);
                var margin = TensorPrimitives.Dot<float>(u, gradient);
                var slope = 1 / (1 + MathF.Exp(margin));
                loss += MathF.Log(1 + MathF.Exp(-margin));
                // Item steps first, from the user as it was.
                Step(i, u, slope, ref itemSquares[good]);
                Step(j, u, -slope, ref itemSquares[bad]);
                Step(u, gradient, slope, ref userSquares[user]);
            }
            context.Progress?.Invoke("epoch", (epoch + 1.0) / epochs, new Dictionary<string, double> { ["loss"] = loss / Math.Max(1, owners.Length) });
        }
        return items;

        void Step(Span<float> row, ReadOnlySpan<float> direction, float slope, ref float squares)
        {
            squares += slope * slope * TensorPrimitives.Dot(direction, direction) / d;
            var step = rate / MathF.Sqrt(squares + 1e-6f);
            for (var k = 0; k < row.Length; k++) row[k] += step * ((slope * direction[k]) - (regularisation * row[k]));
        }
    }

    private static float[] Initial(int length, Random random)
    {
        var values = new float[length];
        for (var i = 0; i < length; i++) values[i] = (float)MathNet.Numerics.Distributions.Normal.Sample(random, 0, .1);
        return values;
    }
}
