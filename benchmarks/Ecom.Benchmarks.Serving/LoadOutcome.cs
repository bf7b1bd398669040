namespace Ecom.Benchmarks.Serving;

/// <param name="RequestsPerSecond">Answered.</param>
/// <param name="Latencies">Seconds, ascending.</param>
/// <param name="Failed">Answers without success.</param>
internal sealed record LoadOutcome(double RequestsPerSecond, float[] Latencies, int Failed)
{
    public double Milliseconds(double quantile) => Latencies.Length == 0 ? 0 : 1000 * Latencies[Math.Min(Latencies.Length - 1, (int)(quantile * Latencies.Length))];
}
