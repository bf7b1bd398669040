using Ecom.Benchmarks.Models.Speed;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>Epochs in the order in which they were timed.</summary>
internal sealed record ThroughputFigures
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<Cost> Product { get; init; } = [];
    public IReadOnlyList<Cost> Plain { get; init; } = [];

    /// <summary>Median epoch of the product over the median plain one, by the clock.</summary>
    public double Ratio => Of(c => c.Seconds);

    /// <summary>The same by processor time.</summary>
    public double CpuRatio => Of(c => c.CpuSeconds);

    private double Of(Func<Cost, double> cost) => SpeedFigures.Median(Product.Select(cost)) / SpeedFigures.Median(Plain.Select(cost));
}
