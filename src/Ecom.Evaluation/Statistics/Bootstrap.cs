namespace Ecom.Evaluation.Statistics;

/// <summary>Percentile bootstrap over users (Efron 1979), seeded.</summary>
public static class Bootstrap
{
    /// <summary>95 % intervals of the means of several metrics; one resampling of the users serves all of them.</summary>
    /// <param name="metrics">Arrays of one length, by user.</param>
    /// <param name="resamples">At least 40, so that the percentiles exist.</param>
    /// <param name="seed">Equal seeds give equal intervals.</param>
    public static Interval[] Means(IReadOnlyList<float[]> metrics, int resamples, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 40);
        if (metrics.Count == 0) return [];
        var users = metrics[0].Length;
        if (users == 0) return new Interval[metrics.Count];
        // User-major, so that a drawn user's values lie together.
        var rows = new float[users * metrics.Count];
        for (var m = 0; m < metrics.Count; m++)
            for (var u = 0; u < users; u++) rows[(u * metrics.Count) + m] = metrics[m][u];
        var means = new double[metrics.Count][];
        for (var m = 0; m < metrics.Count; m++) means[m] = new double[resamples];
        var random = new Random(seed);
        var sums = new double[metrics.Count];
        for (var s = 0; s < resamples; s++)
        {
            Array.Clear(sums);
            for (var draw = 0; draw < users; draw++)
            {
                var row = rows.AsSpan(random.Next(users) * metrics.Count, metrics.Count);
                for (var m = 0; m < sums.Length; m++) sums[m] += row[m];
            }
            for (var m = 0; m < sums.Length; m++) means[m][s] = sums[m] / users;
        }
        return [.. means.Select(Percentiles)];
    }

    private static Interval Percentiles(double[] means)
    {
        Array.Sort(means);
        return new Interval(means[(int)(.025 * means.Length)], means[(int)Math.Ceiling(.975 * means.Length) - 1]);
    }
}
