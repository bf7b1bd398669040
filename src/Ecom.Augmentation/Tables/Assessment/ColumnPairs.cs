namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>How alike relations between two columns are, 1 at best: the definitions of SDMetrics' Column Pair Trends.</summary>
public static class ColumnPairs
{
    private const int Bins = 10;

    /// <summary>Below this |correlation| or association of the real pair, the thresholded score leaves the pair out.</summary>
    private const double CorrelationThreshold = 0.4, AssociationThreshold = 0.3;

    /// <summary>Similarity of one pair, and whether the real columns are related enough to count under the thresholded definition.</summary>
    public static (double Similarity, bool Related) Compare(TableColumn realA, TableColumn realB, TableColumn syntheticA, TableColumn syntheticB)
    {
        if (realA.Numbers is not null && realB.Numbers is not null)
        {
            var (real, synthetic) = (Pearson(realA.Numbers, realB.Numbers), Pearson(syntheticA.Numbers!, syntheticB.Numbers!));
            return (1 - Math.Abs(real - synthetic) / 2, Math.Abs(real) >= CorrelationThreshold);
        }
        var (keysA, keysB) = (Keys(realA, realA), Keys(realB, realB));
        var realPairs = keysA.Zip(keysB).ToArray();
        var syntheticPairs = Keys(syntheticA, realA).Zip(Keys(syntheticB, realB)).ToArray();
        return (1 - ColumnShapes.TotalVariation(realPairs, syntheticPairs), CramersV(realPairs) >= AssociationThreshold);
    }

    /// <summary>Pearson's correlation over rows with both values; 0 where one column is constant.</summary>
    public static double Pearson(double[] a, double[] b)
    {
        var rows = Enumerable.Range(0, a.Length).Where(r => !double.IsNaN(a[r]) && !double.IsNaN(b[r])).ToArray();
        if (rows.Length == 0) return 0;
        var (meanA, meanB) = (rows.Average(r => a[r]), rows.Average(r => b[r]));
        double ab = 0, aa = 0, bb = 0;
        foreach (var r in rows)
        {
            ab += (a[r] - meanA) * (b[r] - meanB);
            aa += (a[r] - meanA) * (a[r] - meanA);
            bb += (b[r] - meanB) * (b[r] - meanB);
        }
        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }

    /// <summary>Texts as they are; numbers by ten bins of equal width over the real range, as SDMetrics has it.</summary>
    private static string[] Keys(TableColumn column, TableColumn real)
    {
        if (column.Texts is { } texts) return [.. texts.Select(t => t is null ? "\0" : t)];
        var present = real.Numbers!.Where(v => !double.IsNaN(v)).DefaultIfEmpty(0).ToArray();
        var (low, high) = (present.Min(), present.Max());
        var width = high > low ? (high - low) / Bins : 1;
        return [.. column.Numbers!.Select(v => double.IsNaN(v) ? "\0" : $"{Math.Clamp((int)((v - low) / width), 0, Bins - 1)}")];
    }

    private static double CramersV((string, string)[] pairs)
    {
        var n = (double)pairs.Length;
        var a = pairs.GroupBy(p => p.Item1).ToDictionary(g => g.Key, g => g.Count());
        var b = pairs.GroupBy(p => p.Item2).ToDictionary(g => g.Key, g => g.Count());
        var smaller = Math.Min(a.Count, b.Count) - 1;
        if (smaller < 1) return 0;
        // χ²/n = Σ n_ab² / (n_a n_b) − 1
        var chi = pairs.GroupBy(p => p).Sum(g => (double)g.Count() * g.Count() / ((double)a[g.Key.Item1] * b[g.Key.Item2])) - 1;
        return Math.Sqrt(Math.Max(0, chi) / smaller);
    }
}
