namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>How alike a synthetic table is to a real one; 1 at best.</summary>
public sealed record QualityReport
{
    /// <summary>Mean of <see cref="ColumnShapes"/> and <see cref="ColumnPairs"/>.</summary>
    public required double Overall { get; init; }

    public required double ColumnShapes { get; init; }

    /// <summary>Over all pairs of columns.</summary>
    public required double ColumnPairs { get; init; }

    /// <summary>As <see cref="Overall"/>, pairs counted only where the real columns are related (correlation ≥ 0.4, Cramér's V ≥ 0.3).</summary>
    public required double OverallThresholded { get; init; }

    /// <summary>By column: KS or TV complement.</summary>
    public required IReadOnlyDictionary<string, double> ByColumn { get; init; }

    /// <summary>Share of the real range or of the real values that the synthetic column reaches, averaged.</summary>
    public required double Coverage { get; init; }

    /// <summary>Share of synthetic values within the real bounds, or among the real values, averaged.</summary>
    public required double Adherence { get; init; }

    public static QualityReport Of(Table real, Table synthetic)
    {
        var columns = Enumerable.Range(0, real.Columns.Count).ToArray();
        var shapes = columns.Select(c => Assessment.ColumnShapes.Similarity(real.Columns[c], synthetic.Columns[c])).ToArray();
        var pairs = columns.SelectMany(a => columns.Where(b => b > a).Select(b =>
            Assessment.ColumnPairs.Compare(real.Columns[a], real.Columns[b], synthetic.Columns[a], synthetic.Columns[b]))).ToArray();
        var related = pairs.Where(p => p.Related).ToArray();
        var pairScore = pairs.Length > 0 ? pairs.Average(p => p.Similarity) : 1;
        return new QualityReport
        {
            ColumnShapes = shapes.Average(),
            ColumnPairs = pairScore,
            Overall = (shapes.Average() + pairScore) / 2,
            OverallThresholded = (shapes.Average() + (related.Length > 0 ? related.Average(p => p.Similarity) : 1)) / 2,
            ByColumn = columns.ToDictionary(c => real.Columns[c].Name, c => shapes[c]),
            Coverage = columns.Average(c => CoverageOf(real.Columns[c], synthetic.Columns[c])),
            Adherence = columns.Average(c => AdherenceOf(real.Columns[c], synthetic.Columns[c])),
        };
    }

    private static double CoverageOf(TableColumn real, TableColumn synthetic)
    {
        if (real.Texts is { } texts) return texts.Distinct().Count(synthetic.Texts!.ToHashSet().Contains) / (double)texts.Distinct().Count();
        var (low, high) = Range(real.Numbers!);
        var (from, to) = Range(synthetic.Numbers!);
        return high > low ? Math.Clamp((Math.Min(to, high) - Math.Max(from, low)) / (high - low), 0, 1) : 1;
    }

    private static double AdherenceOf(TableColumn real, TableColumn synthetic)
    {
        if (real.Texts is { } texts)
        {
            var known = texts.ToHashSet();
            return synthetic.Texts!.Count(known.Contains) / (double)synthetic.Texts!.Length;
        }
        var (low, high) = Range(real.Numbers!);
        return synthetic.Numbers!.Count(v => double.IsNaN(v) || (v >= low && v <= high)) / (double)synthetic.Numbers!.Length;
    }

    private static (double Low, double High) Range(double[] values)
    {
        var present = values.Where(v => !double.IsNaN(v)).DefaultIfEmpty(0).ToArray();
        return (present.Min(), present.Max());
    }
}
