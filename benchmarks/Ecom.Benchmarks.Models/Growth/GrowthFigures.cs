namespace Ecom.Benchmarks.Models.Growth;

/// <summary>One fit of one model on one size, in a process of its own.</summary>
internal sealed record GrowthFigures
{
    public required string Model { get; init; }
    public required int Pairs { get; init; }
    public int Users { get; init; }
    public int Items { get; init; }

    /// <summary>Why the trainer would not try the model on this size; null where it was fitted.</summary>
    public string? LeftOut { get; init; }

    public double FitSeconds { get; init; }
    public double FitCpuSeconds { get; init; }

    /// <summary>Resident with the data made, before the fit.</summary>
    public double DataMegabytes { get; init; }

    /// <summary>Resident at most during the fit, data included.</summary>
    public double PeakMegabytes { get; init; }

    /// <summary>What the family estimated beyond its input, for comparison.</summary>
    public double EstimatedMegabytes { get; init; }

    /// <summary>Slope of log(value) over log(pairs) by least squares; NaN with fewer than two points.</summary>
    public static double Exponent(IReadOnlyList<GrowthFigures> fits, Func<GrowthFigures, double> value)
    {
        if (fits.Count < 2) return double.NaN;
        var (x, y) = (fits.Select(f => Math.Log(f.Pairs)).ToArray(), fits.Select(f => Math.Log(value(f))).ToArray());
        var (mx, my) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / x.Sum(a => (a - mx) * (a - mx));
    }
}
