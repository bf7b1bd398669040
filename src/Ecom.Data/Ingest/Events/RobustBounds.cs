namespace Ecom.Data.Ingest.Events;

/// <summary>Bounds by median and median absolute deviation (modified z-score, Iglewicz and Hoaglin 1993).</summary>
internal static class RobustBounds
{
    // Makes the MAD of a normal distribution equal to its standard deviation.
    private const double Consistency = 1.4826;

    // Where nearly all quantities are one the MAD is zero. On logarithms a deviation of one keeps everything within a factor of e^threshold.
    private const double MinimumDeviation = 1;

    /// <param name="values">Distinct logarithms with their number of rows, in any order.</param>
    /// <param name="threshold">Accepted distance from the median in robust standard deviations.</param>
    /// <param name="minimumRows">Below this many rows nothing is an outlier.</param>
    /// <returns>The accepted range, or null where there are too few rows to judge by.</returns>
    public static (double Low, double High)? Of(IReadOnlyList<(double Value, long Count)> values, double threshold, int minimumRows)
    {
        if (values.Sum(v => v.Count) < Math.Max(1, minimumRows)) return null;
        var median = Median(values);
        var deviation = Math.Max(MinimumDeviation, Consistency * Median([.. values.Select(v => (Math.Abs(v.Value - median), v.Count))]));
        return (median - (threshold * deviation), median + (threshold * deviation));
    }

    private static double Median(IReadOnlyList<(double Value, long Count)> values)
    {
        var sorted = values.OrderBy(v => v.Value).ToList();
        var half = (sorted.Sum(v => v.Count) + 1) / 2;
        foreach (var (value, count) in sorted)
            if ((half -= count) <= 0) return value;
        return sorted[^1].Value;
    }
}
