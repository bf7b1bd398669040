using System.Numerics.Tensors;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Fusion;

/// <summary>
/// Weights of a linear fusion by coordinate ascent on the mean NDCG of held-out items, from the transformed scores of a sample of users that fits
/// a fixed number of scores in memory.
/// </summary>
internal static class FusionWeights
{
    private const long MostScores = 60_000_000;
    private const int CutOff = 20;
    private static readonly float[] Steps = [0, .125f, .25f, .5f, .75f, 1, 1.5f, 2, 3];

    public static float[] Learn(ComponentSet set, PartTransform[] transforms, FitContext context)
    {
        var parts = set.Inner.Count;
        var items = set.Holdout.Fit.ItemCount;
        var users = set.Holdout.Users((int)Math.Max(50, MostScores / Math.Max(1, (long)parts * items)), context.Seed);
        var scores = new float[users.Length][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation };
        Parallel.For(0, users.Length, options, u =>
        {
            scores[u] = new float[parts * items];
            var history = UserHistory.Of(set.Holdout.Task.History, users[u]);
            for (var p = 0; p < parts; p++)
            {
                var part = scores[u].AsSpan(p * items, items);
                set.Inner[p].Score(history, part);
                PartScores.Apply(transforms[p], part);
            }
        });

        var weights = new float[parts];
        var best = set.Scores.IndexOf(set.Scores.Max());
        weights[best] = 1;
        var value = Value(weights);
        for (var round = 0; round < 3; round++)
        {
            var improved = false;
            for (var p = 0; p < parts; p++)
            {
                var kept = weights[p];
                foreach (var step in Steps)
                {
                    if (step == kept) continue;
                    var old = weights[p];
                    weights[p] = step;
                    var tried = weights.Any(w => w > 0) ? Value(weights) : 0;
                    if (tried > value + 1e-6) (value, improved) = (tried, true);
                    else weights[p] = old;
                }
            }
            context.Progress?.Invoke("fusion weights", (round + 1) / 3.0, new Dictionary<string, double> { [$"ndcg@{CutOff}"] = value });
            if (!improved) break;
        }
        return weights;

        double Value(float[] candidate)
        {
            var sums = new double[users.Length];
            Parallel.For(
                0, users.Length, options, () => new float[items],
                (u, _, mixed) =>
                {
                    mixed.AsSpan().Clear();
                    for (var p = 0; p < parts; p++)
                        if (candidate[p] > 0) TensorPrimitives.MultiplyAdd(scores[u].AsSpan(p * items, items), candidate[p], mixed, mixed);
                    sums[u] = Ndcg(mixed, set.Holdout.Task.History.Items(users[u]), set.Holdout.Task.Targets.Items(users[u]));
                    return mixed;
                },
                _ => { });
            return sums.Sum() / Math.Max(1, users.Length);
        }
    }

    private static double Ndcg(float[] scores, ReadOnlySpan<int> seen, ReadOnlySpan<int> targets)
    {
        foreach (var item in seen) scores[item] = float.NegativeInfinity;
        double gain = 0, ideal = 0;
        for (var t = 0; t < Math.Min(CutOff, targets.Length); t++) ideal += 1 / Math.Log2(t + 2);
        var top = TopK.Select(scores, CutOff);
        for (var rank = 0; rank < top.Length; rank++)
            if (targets.Contains(top[rank].Item)) gain += 1 / Math.Log2(rank + 2);
        return gain / ideal;
    }
}
