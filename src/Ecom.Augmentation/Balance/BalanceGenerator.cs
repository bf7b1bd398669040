using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Balance;

/// <summary>Draws negatives. Nothing is fitted, so equal seeds give equal rows.</summary>
internal sealed class BalanceGenerator : IGenerator
{
    /// <summary>An item that its batch brings up once in a long while must not outweigh all others then.</summary>
    private const float MostCorrection = 10;

    public IReadOnlyDictionary<string, double> Figures { get; } = new Dictionary<string, double>();

    public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context)
    {
        var observed = data.Observed;
        var sampling = BalanceAugmenter.SamplingOf(parameters);
        var ratio = parameters.Number("ratio", 1);
        var weight = -Math.Abs((float)parameters.Number("weight", 0.05));
        var random = new Random(context.Seed);
        var counts = observed.ItemCounts();
        var cumulative = Cumulative(counts, sampling == NegativeSampling.Uniform ? 0 : parameters.Number("alpha", 0.75));
        var sketch = sampling == NegativeSampling.Hard ? new CosineSketch(observed, context.Seed) : null;
        var pool = sketch is null ? 1 : Math.Max(1, (int)parameters.Number("pool", 8));
        var rows = new GeneratedRows(data);
        var taken = new HashSet<int>();
        foreach (var users in Batches(observed.UserCount, sampling, parameters, random))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int[] touched = sampling == NegativeSampling.Batch ? [.. users.SelectMany(u => observed.Items(u).ToArray())] : [];
            foreach (var u in users)
            {
                var items = observed.Items(u);
                taken.Clear();
                foreach (var item in items) taken.Add(item);
                var profile = sketch?.Profile(items);
                // A user who touched nearly everything cannot get as many negatives; the attempts end, not the user.
                var wanted = Math.Min((int)Math.Round(ratio * items.Length), observed.ItemCount - items.Length);
                for (int found = 0, attempts = 0; found < wanted && attempts < 10 * wanted + 100; attempts++)
                {
                    var item = touched.Length > 0 ? touched[random.Next(touched.Length)] : Draw(pool, taken, cumulative, sketch, profile, random);
                    if (item < 0 || !taken.Add(item)) continue;
                    rows.Complete(u, item, touched.Length > 0 ? weight * Correction(item) : weight);
                    found++;
                }
            }
        }
        if (parameters.Number("propensity", 0) is var exponent and > 0) InversePropensity.Add(rows, observed, exponent);
        return rows.ToData();

        // Drawn in proportion to its users; uniform draws are what zeros would be.
        float Correction(int item) => MathF.Min(MostCorrection, observed.Count / ((float)observed.ItemCount * counts[item]));
    }

    public void Dispose() { }

    /// <summary>Users who are treated together: for <see cref="NegativeSampling.Batch"/> random ones, else all in their order.</summary>
    private static IEnumerable<int[]> Batches(int users, NegativeSampling sampling, Parameters parameters, Random random)
    {
        var order = Enumerable.Range(0, users).ToArray();
        if (sampling != NegativeSampling.Batch) return [order];
        random.Shuffle(order);
        return order.Chunk(Math.Max(2, (int)parameters.Number("batch", 256)));
    }

    private static int Draw(int pool, HashSet<int> taken, double[] cumulative, CosineSketch? sketch, float[]? profile, Random random)
    {
        var (best, bestScore) = (-1, float.NegativeInfinity);
        for (var c = 0; c < pool; c++)
        {
            var at = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
            var item = Math.Min(at < 0 ? ~at : at + 1, cumulative.Length - 1);
            if (taken.Contains(item)) continue;
            var score = sketch?.Score(profile!, item) ?? 0;
            if (score > bestScore) (best, bestScore) = (item, score);
        }
        return best;
    }

    private static double[] Cumulative(int[] counts, double alpha)
    {
        var cumulative = new double[counts.Length];
        var sum = 0.0;
        for (var i = 0; i < counts.Length; i++) cumulative[i] = sum += alpha == 0 ? 1 : Math.Pow(counts[i], alpha);
        return cumulative;
    }
}
