namespace Ecom.Benchmarks.Engine;

/// <summary>One shape of work and what the rounds measured; steps per second, in the order of the rounds.</summary>
internal sealed record EngineCase(string Name, string Orchestration, int Instances, int Steps)
{
    public List<double> BareStepsPerSecond { get; } = [];
    public List<double> EngineStepsPerSecond { get; } = [];

    /// <summary>Median, smallest and largest over the rounds of engine by bare of the same round.</summary>
    public double[] Ratios
    {
        get
        {
            var sorted = EngineStepsPerSecond.Zip(BareStepsPerSecond, (e, b) => e / b).Order().ToArray();
            return [sorted[sorted.Length / 2], sorted[0], sorted[^1]];
        }
    }
}
