namespace Ecom.Benchmarks.Models.Speed;

/// <summary>What a case measured, in the order of the rounds.</summary>
internal sealed record SpeedFigures
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Baseline { get; init; }
    public double? Target { get; init; }
    public double Work { get; init; }
    public IReadOnlyList<Cost> Product { get; init; } = [];
    public IReadOnlyList<Cost> Bare { get; init; } = [];

    /// <summary>Of a process that does the product's side alone, once: at its start with the data made, and at most.</summary>
    public double DataMegabytes { get; init; }
    public double PeakMegabytes { get; init; }

    /// <summary>Median, smallest and largest over the rounds of product by bare of the same round, by the clock.</summary>
    public double[] Ratios => Spread(c => c.Seconds);

    /// <summary>The same by processor time.</summary>
    public double[] CpuRatios => Spread(c => c.CpuSeconds);

    public static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private double[] Spread(Func<Cost, double> of)
    {
        var sorted = Product.Zip(Bare, (p, b) => of(p) / of(b)).Order().ToArray();
        return sorted.Length == 0 ? [] : [sorted[sorted.Length / 2], sorted[0], sorted[^1]];
    }
}
