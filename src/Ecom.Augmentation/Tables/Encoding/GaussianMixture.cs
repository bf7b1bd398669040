namespace Ecom.Augmentation.Tables.Encoding;

/// <summary>
/// A mixture of normal distributions on a line, fitted by expectation-maximisation. A component averages over the privacy floor's rows at least; where none does, one normal distribution stands for all.
/// </summary>
public sealed class GaussianMixture
{
    private const int Components = 10, Iterations = 60, MostValues = 10_000;

    private readonly double[] _weights;

    /// <param name="values">Without missing ones.</param>
    /// <param name="random">Draws the sample that is fitted where there are many.</param>
    public GaussianMixture(double[] values, Random random)
    {
        var sample = values;
        if (values.Length > MostValues)
        {
            sample = values.ToArray();
            random.Shuffle(sample);
            sample = sample[..MostValues];
        }
        Array.Sort(sample = sample.ToArray());
        var mean = sample.Average();
        var spread = Math.Max(1e-9, Math.Sqrt(sample.Average(v => (v - mean) * (v - mean))));
        var k = Math.Min(Math.Min(Components, Math.Max(1, sample.Length / PrivacyFloor.Users)), sample.Distinct().Take(Components).Count());
        // Starts at the quantiles.
        Means = [.. Enumerable.Range(0, k).Select(c => sample[(int)((c + 0.5) / k * sample.Length)] + 1e-6 * spread * c)];
        Deviations = [.. Enumerable.Repeat(spread / k, k)];
        _weights = [.. Enumerable.Repeat(1.0 / k, k)];
        for (var i = 0; i < Iterations; i++) Improve(sample, 1e-3 * spread);
        // Of the sample: no other row had a part in the means.
        var least = Math.Max(0.005, (double)PrivacyFloor.Users / sample.Length);
        var kept = Enumerable.Range(0, k).Where(c => _weights[c] >= least).ToArray();
        if (kept.Length == 0) (Means, Deviations, _weights) = ([mean], [spread], [1]);
        else (Means, Deviations, _weights) = ([.. kept.Select(c => Means[c])], [.. kept.Select(c => Deviations[c])], [.. kept.Select(c => _weights[c])]);
        Rows = [.. _weights.Select(w => w * sample.Length)];
    }

    public double[] Means { get; }
    public double[] Deviations { get; }

    /// <summary>Rows that each component was averaged over: its responsibilities added up.</summary>
    public double[] Rows { get; }

    /// <summary>The chance of each component given a value; sums to one.</summary>
    public double[] Responsibilities(double value)
    {
        var logs = new double[Means.Length];
        for (var c = 0; c < logs.Length; c++)
        {
            var z = (value - Means[c]) / Deviations[c];
            logs[c] = Math.Log(_weights[c] + 1e-300) - Math.Log(Deviations[c]) - z * z / 2;
        }
        var most = logs.Max();
        var sum = logs.Sum(l => Math.Exp(l - most));
        return [.. logs.Select(l => Math.Exp(l - most) / sum)];
    }

    private void Improve(double[] sample, double leastDeviation)
    {
        var (n, sum, square) = (new double[Means.Length], new double[Means.Length], new double[Means.Length]);
        foreach (var value in sample)
        {
            var responsibilities = Responsibilities(value);
            for (var c = 0; c < n.Length; c++)
            {
                n[c] += responsibilities[c];
                sum[c] += responsibilities[c] * value;
                square[c] += responsibilities[c] * value * value;
            }
        }
        for (var c = 0; c < n.Length; c++)
        {
            _weights[c] = n[c] / sample.Length;
            if (n[c] < 1e-6) continue;
            Means[c] = sum[c] / n[c];
            Deviations[c] = Math.Max(leastDeviation, Math.Sqrt(Math.Max(0, square[c] / n[c] - Means[c] * Means[c])));
        }
    }
}
