namespace Ecom.Benchmarks.Serving;

/// <param name="RequestsPerSecond">Answered.</param>
/// <param name="Lists">Seconds of the answers with a list, ascending.</param>
/// <param name="Writes">Seconds of the answers to feedback, ascending.</param>
/// <param name="Failed">Answers without success.</param>
internal sealed record LoadOutcome(double RequestsPerSecond, float[] Lists, float[] Writes, int Failed)
{
    /// <summary><see cref="Lists"/> by when they were due, one after another part of the run.</summary>
    public required IReadOnlyList<float[]> ListsByPart { get; init; }

    public static double Milliseconds(float[] latencies, double quantile) =>
        latencies.Length == 0 ? 0 : 1000 * latencies[Math.Min(latencies.Length - 1, (int)(quantile * latencies.Length))];
}
