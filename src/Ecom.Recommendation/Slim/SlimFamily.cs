using System.Numerics.Tensors;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Ease;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.Slim;

/// <summary>
/// SLIM (Ning and Karypis 2011): each item regressed on the others with an elastic net, min ½‖x_t − Xw‖² + l1·‖w‖₁ + ½·l2·‖w‖², w ≥ 0, w_t = 0; by
/// coordinate descent on the Gram matrix over the <c>candidates</c> sources with the highest cosine (fsSLIM); the strongest
/// <c>neighbours</c> weights are kept.
/// </summary>
public sealed class SlimFamily : IRecommenderFamily
{
    private const int Sweeps = 40;
    private const float Tolerance = 1e-4f;

    public string Name => "slim";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("candidates", shape.Items <= 4000 ? 1000 : 200).With("neighbours", 400).With("decay", 1);
        return new ParameterSpace()
            .Known(start.With("l1", 2).With("l2", 100)).Known(start.With("l1", 1).With("l2", 400)).Known(start.With("l1", 5).With("l2", 200))
            .Known(start.With("l1", .2).With("l2", 50))
            .Choice("candidates", shape.Items <= 4000 ? 1000 : 200).Choice("neighbours", 200, 400, 800).Log("l1", .05, 20).Log("l2", 5, 2000)
            .Choice("decay", 1, 1, .9, .8, .6).Fixed(!shape.Ordered, "decay", 1).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        double n = shape.Items, candidates = Math.Min(n, parameters.Number("candidates", 200));
        return new((4 * n * n) + (40.0 * shape.Pairs) + (16 * n * Math.Min(candidates, parameters.Number("neighbours", 400))), n * candidates * candidates * 20);
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var rows = FitRows.Of(data, 0);
        var n = rows.ItemCount;
        var gram = GramMatrix.Of(rows, context);
        var candidates = Math.Clamp((int)parameters.Number("candidates", 200), 1, Math.Max(1, n - 1));
        var neighbours = Math.Clamp((int)parameters.Number("neighbours", 400), 1, Math.Max(1, n));
        float l1 = (float)parameters.Number("l1", 1), l2 = (float)parameters.Number("l2", 100);
        var sources = new int[n][];
        var values = new float[n][];
        var done = 0;
        Parallel.For(
            0, n, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation },
            () => (Near: new Strongest(candidates), Kept: new Strongest(neighbours), Sub: new float[candidates * candidates]),
            (target, _, state) =>
            {
                var near = Candidates(gram, n, target, state.Near);
                var weights = ElasticNet(gram, n, target, near, state.Sub, l1, l2);
                state.Kept.Clear();
                for (var c = 0; c < near.Length; c++)
                    if (weights[c] > 0) state.Kept.Offer(near[c], weights[c]);
                (sources[target], values[target]) = state.Kept.Take();
                var finished = Interlocked.Increment(ref done);
                if (finished % 256 == 0) context.Progress?.Invoke("regressions", (double)finished / n, null);
                return state;
            },
            _ => { });
        return new ItemItemModel(
            Name, parameters, SparseRows.Transpose(n, sources, values), FitRows.Prior(rows),
            new ProfileWeighting((float)parameters.Number("decay", 1), 0));
    }

    private static int[] Candidates(float[] gram, int n, int target, Strongest near)
    {
        near.Clear();
        var row = gram.AsSpan(target * n, n);
        for (var s = 0; s < n; s++)
            if (s != target && row[s] > 0) near.Offer(s, row[s] / MathF.Sqrt(gram[(s * n) + s]));
        return near.Take().Items;
    }

    /// <summary>Cyclic coordinate descent; the gradient of the smooth part is kept up to date with every change (Friedman et al. 2010).</summary>
    private static float[] ElasticNet(float[] gram, int n, int target, int[] near, float[] sub, float l1, float l2)
    {
        var size = near.Length;
        var residual = new float[size];
        for (var a = 0; a < size; a++)
        {
            residual[a] = gram[(target * n) + near[a]];
            for (var b = 0; b < size; b++) sub[(a * size) + b] = gram[(near[a] * n) + near[b]];
        }
        var weights = new float[size];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var largest = 0f;
            for (var a = 0; a < size; a++)
            {
                var own = sub[(a * size) + a];
                var wanted = MathF.Max(0, residual[a] + (own * weights[a]) - l1) / (own + l2);
                var change = wanted - weights[a];
                if (change == 0) continue;
                weights[a] = wanted;
                TensorPrimitives.MultiplyAdd(sub.AsSpan(a * size, size), -change, residual, residual);
                largest = MathF.Max(largest, MathF.Abs(change));
            }
            if (largest < Tolerance) break;
        }
        return weights;
    }
}
