using Ecom.Domain;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Common;

/// <summary>
/// All rows a model is fitted on, as one matrix: customers with their generated completions, then generated users, then anonymous baskets.
/// Observed weights become sign·|w|^power; generated ones are used as they are, on the scale where an observed pair counts 1.
/// </summary>
public static class FitRows
{
    public static Interactions Of(TrainingData data, float power)
    {
        var observed = data.Observed;
        var generated = data.Generated;
        var customers = Math.Max(observed.UserCount, generated?.UserCount ?? 0);
        var baskets = data.Baskets;
        if (generated is null && baskets is null) return Tempered(observed, power);
        var capacity = observed.Count + (generated?.Count ?? 0) + (baskets?.Count ?? 0);
        var users = new int[capacity];
        var items = new int[capacity];
        var weights = new float[capacity];
        var times = new long[capacity];
        var at = 0;
        Append(observed, 0, w => Tempered(w, power));
        if (generated is not null) Append(generated, 0, w => w);
        if (baskets is not null) Append(baskets, customers, w => Tempered(w, power));
        return Interactions.FromEntries(customers + (baskets?.UserCount ?? 0), observed.ItemCount, users, items, weights, times);

        void Append(Interactions rows, int firstUser, Func<float, float> weight)
        {
            rows.AllItems.CopyTo(items.AsSpan(at));
            rows.AllTimes.CopyTo(times.AsSpan(at));
            var source = rows.AllWeights;
            for (var u = 0; u < rows.UserCount; u++) users.AsSpan(at + (int)rows.RowStarts[u], rows.RowLength(u)).Fill(firstUser + u);
            for (var p = 0; p < source.Length; p++) weights[at + p] = weight(source[p]);
            at += rows.Count;
        }
    }

    /// <summary>Sum of positive weights by item: the popularity that orders what a model cannot score.</summary>
    public static float[] Prior(Interactions rows)
    {
        var prior = new float[rows.ItemCount];
        var items = rows.AllItems;
        var weights = rows.AllWeights;
        for (var p = 0; p < items.Length; p++) prior[items[p]] += Math.Max(0, weights[p]);
        return prior;
    }

    private static Interactions Tempered(Interactions rows, float power)
    {
        if (power == 1) return rows;
        var weights = rows.AllWeights.ToArray();
        foreach (ref var weight in weights.AsSpan()) weight = Tempered(weight, power);
        return rows.WithWeights(weights);
    }

    private static float Tempered(float weight, float power) =>
        power == 0 ? MathF.Sign(weight) : power == 1 ? weight : MathF.Sign(weight) * MathF.Pow(MathF.Abs(weight), power);
}
