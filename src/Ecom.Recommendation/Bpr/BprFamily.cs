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
/// triples, with an item bias; one thread so that a seed repeats it. Users are folded in by the same criterion against the items as trained
/// (<see cref="PairwiseSolver"/>), so that a stranger and a changed history are served alike.
/// </summary>
public sealed class BprFamily : IRecommenderFamily
{
    public string Name => "bpr";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("factors", 64).With("decay", 1).With("epochs", 100).With("rate", .05).With("foldFactor", 3);
        return new ParameterSpace()
            .Known(start.With("regularisation", .02)).Known(start.With("regularisation", .02)).Known(start.With("regularisation", .03).With("epochs", 200))
            .Choice("factors", 32, 64, 128).Choice("epochs", 50, 100, 200).Log("rate", .02, .2).Log("regularisation", .003, .1)
            .Choice("foldFactor", 1, 2, 3, 5).Choice("decay", 1, 1, .9, .8)
            .Fixed(!shape.Ordered, "decay", 1).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        var d = parameters.Number("factors", 64);
        return new((8 * d * (shape.Users + (double)shape.Items)) + (48.0 * shape.Pairs), 12 * d * shape.Pairs * parameters.Number("epochs", 100));
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var rows = FitRows.Of(data, 0);
        var d = (int)parameters.Number("factors", 64);
        var (items, bias) = Train(rows, d, parameters, context);
        return new FactorModel(
            Name, parameters, items, bias, FitRows.Prior(rows),
            new FactorSettings(FoldIn.Pairwise, new ProfileWeighting((float)parameters.Number("decay", 1), 0),
                Lambda: (float)(parameters.Number("regularisation", .02) * parameters.Number("foldFactor", 3))));
    }

    private static (float[] Items, float[] Bias) Train(Interactions rows, int d, Parameters parameters, FitContext context)
    {
        var random = new Random(context.Seed);
        var users = Initial(rows.UserCount * d, random);
        var items = Initial(rows.ItemCount * d, random);
        var bias = new float[rows.ItemCount];
        var (userSquares, itemSquares, biasSquares) = (new float[rows.UserCount], new float[rows.ItemCount], new float[rows.ItemCount]);
        float rate = (float)parameters.Number("rate", .05), regularisation = (float)parameters.Number("regularisation", .02);
        var owners = rows.RowIndices();
        var seen = Enumerable.Range(0, rows.UserCount).Select(u => new HashSet<int>(rows.Items(u).ToArray())).ToArray();
        var gradient = new float[d];
        var epochs = (int)parameters.Number("epochs", 100);
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
                var margin = TensorPrimitives.Dot<float>(u, gradient) + bias[good] - bias[bad];
                var slope = 1 / (1 + MathF.Exp(margin));
                loss += MathF.Log(1 + MathF.Exp(-margin));
                // Item steps first, from the user as it was.
                Step(i, u, slope, ref itemSquares[good]);
                Step(j, u, -slope, ref itemSquares[bad]);
                Step(u, gradient, slope, ref userSquares[user]);
                StepBias(good, slope);
                StepBias(bad, -slope);
            }
            context.Progress?.Invoke("epoch", (epoch + 1.0) / epochs, new Dictionary<string, double> { ["loss"] = loss / Math.Max(1, owners.Length) });
        }
        return (items, bias);

        void StepBias(int item, float slope)
        {
            biasSquares[item] += slope * slope;
            bias[item] += rate / MathF.Sqrt(biasSquares[item] + 1e-6f) * (slope - (regularisation * bias[item]));
        }

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
