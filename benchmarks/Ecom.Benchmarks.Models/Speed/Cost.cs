namespace Ecom.Benchmarks.Models.Speed;

/// <summary>What a piece of work took.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="CpuSeconds">Of all threads of the process; what a busy machine distorts less.</param>
internal readonly record struct Cost(double Seconds, double CpuSeconds);
