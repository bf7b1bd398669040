namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>How alike single columns are, 1 at best: the definitions of SDMetrics' Column Shapes.</summary>
public static class ColumnShapes
{
    /// <summary>KSComplement of numbers, TVComplement of texts. Missing numbers are left out.</summary>
    public static double Similarity(TableColumn real, TableColumn synthetic) =>
        real.Numbers is not null ? 1 - KolmogorovSmirnov(real.Numbers, synthetic.Numbers!) : 1 - TotalVariation(real.Texts!, synthetic.Texts!);

    /// <summary>The largest gap between the two empirical distribution functions.</summary>
    public static double KolmogorovSmirnov(IEnumerable<double> a, IEnumerable<double> b)
    {
        var x = a.Where(v => !double.IsNaN(v)).Order().ToArray();
        var y = b.Where(v => !double.IsNaN(v)).Order().ToArray();
        if (x.Length == 0 || y.Length == 0) return x.Length == y.Length ? 0 : 1;
        var (i, j, gap) = (0, 0, 0.0);
        while (i < x.Length && j < y.Length)
        {
            var value = Math.Min(x[i], y[j]);
            while (i < x.Length && x[i] <= value) i++;
            while (j < y.Length && y[j] <= value) j++;
            gap = Math.Max(gap, Math.Abs((double)i / x.Length - (double)j / y.Length));
        }
        return gap;
    }

    /// <summary>Half the sum of differences between shares of values; a missing value counts as one.</summary>
    public static double TotalVariation<T>(IReadOnlyCollection<T> a, IReadOnlyCollection<T> b)
    {
        var (x, y) = (Shares(a), Shares(b));
        return x.Keys.Union(y.Keys).Sum(k => Math.Abs(x.GetValueOrDefault(k) - y.GetValueOrDefault(k))) / 2;
    }

    private static Dictionary<(bool, T?), double> Shares<T>(IReadOnlyCollection<T> values) =>
        values.GroupBy(v => (v is null, (T?)v)).ToDictionary(g => g.Key, g => (double)g.Count() / values.Count);
}
