using Ecom.Evaluation.Ranking;
using MathNet.Numerics.Distributions;

namespace Ecom.Evaluation.Statistics;

/// <summary>
/// Student's paired t-test over users. With the hundreds of users an evaluation has, it agrees with the randomisation and the bootstrap test
/// and is the cheapest of the three (Smucker, Allan and Carterette 2007); the interval beside it is the bootstrap's.
/// </summary>
public static class PairedTest
{
    private const int Resamples = 1000;

    /// <exception cref="ArgumentException">The two were not measured on the same users.</exception>
    public static PairedComparison Compare(PerUserMetrics first, PerUserMetrics second, string metric, int seed) =>
        first.Users.AsSpan().SequenceEqual(second.Users)
            ? Compare(first.Values(metric), second.Values(metric), seed)
            : throw new ArgumentException("Only runs over the same users can be compared in pairs.", nameof(second));

    /// <param name="first">By user.</param>
    /// <param name="second">The same users in the same order.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static PairedComparison Compare(float[] first, float[] second, int seed)
    {
        if (first.Length != second.Length) throw new ArgumentException("Both runs need one value per user.", nameof(second));
        var n = first.Length;
        if (n == 0) return new PairedComparison(0, 0, default, 1, 1);
        var differences = new float[n];
        for (var u = 0; u < n; u++) differences[u] = first[u] - second[u];
        var mean = differences.Average(d => (double)d);
        var interval = Bootstrap.Means([differences], Resamples, seed)[0];
        if (n == 1) return new PairedComparison(1, mean, interval, 1, 1);
        var variance = differences.Sum(d => (d - mean) * (d - mean)) / (n - 1);
        if (variance == 0)
        {
            // Every user differs by the same amount: no difference at all, or a certain one.
            var certain = mean == 0 ? 1 : 0;
            return new PairedComparison(n, mean, interval, certain, mean > 0 ? 0 : 1);
        }
        var below = StudentT.CDF(0, 1, n - 1, mean / Math.Sqrt(variance / n));
        return new PairedComparison(n, mean, interval, 2 * Math.Min(below, 1 - below), 1 - below);
    }
}
