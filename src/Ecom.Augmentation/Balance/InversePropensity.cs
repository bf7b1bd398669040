using Ecom.Augmentation.Completion;
using Ecom.Domain;

namespace Ecom.Augmentation.Balance;

/// <summary>
/// Inverse propensity weights (Schnabel et al. 2016): what few people see is seldom touched, so that each touch says more. The chance that an item is seen is estimated from its popularity, (n_i / n_max)^η (Yang et
/// al. 2018), and a pair counts one over it, at most <see cref="Most"/> (clipping bounds the variance). The observed pair counts 1; what is missing is generated on top of it.
/// </summary>
internal static class InversePropensity
{
    public const float Most = 10;

    /// <param name="rows">Takes the missing weights.</param>
    /// <param name="observed">The pairs.</param>
    /// <param name="exponent">η; 0: every pair counts 1.</param>
    public static void Add(GeneratedRows rows, Interactions observed, double exponent)
    {
        var missing = Missing(observed.ItemCounts(), exponent);
        for (var u = 0; u < observed.UserCount; u++)
        {
            var (items, _, times) = observed.Row(u);
            for (var p = 0; p < items.Length; p++)
                if (missing[items.Span[p]] is var weight and > 0) rows.Complete(u, items.Span[p], weight, times.Span[p]);
        }
    }

    private static float[] Missing(int[] counts, double exponent)
    {
        double most = counts.Max();
        return [.. counts.Select(n => n == 0 ? 0 : MathF.Min(Most, (float)Math.Pow(most / n, exponent)) - 1)];
    }
}
