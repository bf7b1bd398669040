using MathNet.Numerics;

namespace Ecom.Neural.Privacy;

/// <summary>
/// Rényi differential privacy of one Gaussian mechanism on a Poisson sample, for neighbours that differ by one added or removed unit (Mironov, Talwar, Zhang 2019, «Rényi
/// Differential Privacy of the Sampled Gaussian Mechanism», section 3.3).
/// </summary>
public static class RenyiDivergence
{
    /// <summary>Terms of a series below e^this are nothing beside the sum, which is at least one.</summary>
    private const double Negligible = -30;

    /// <param name="rate">Chance q of each unit to be in the sample.</param>
    /// <param name="noise">Standard deviation σ over the sensitivity.</param>
    /// <param name="order">α &gt; 1.</param>
    /// <returns>The divergence of order α in nats; infinite without noise.</returns>
    public static double SubsampledGaussian(double rate, double noise, double order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(order, 1);
        if (rate is < 0 or > 1) throw new ArgumentOutOfRangeException(nameof(rate));
        if (rate == 0) return 0;
        if (noise == 0) return double.PositiveInfinity;
        if (rate == 1) return order / (2 * noise * noise);
        return (order == Math.Floor(order) ? LogMomentWhole(rate, noise, (int)order) : LogMomentFractional(rate, noise, order)) / (order - 1);
    }

    // log E[((1 − q) + q e^((2z − 1)/2σ²))^α] for z normal: the binomial theorem, term by term.
    private static double LogMomentWhole(double q, double sigma, int order)
    {
        var (sum, binomial) = (double.NegativeInfinity, 0.0);
        for (var i = 0; i <= order; i++)
        {
            sum = LogAdd(sum, binomial + i * Math.Log(q) + (order - i) * Math.Log(1 - q) + ((double)i * i - i) / (2 * sigma * sigma));
            binomial += Math.Log(order - i) - Math.Log(i + 1);
        }
        return sum;
    }

    // Two binomial series, one on each side of the point where both parts of the mixture weigh the same; the coefficients alternate past α.
    private static double LogMomentFractional(double q, double sigma, double order)
    {
        var middle = sigma * sigma * Math.Log(1 / q - 1) + 0.5;
        var (below, above) = (double.NegativeInfinity, double.NegativeInfinity);
        var (binomial, positive) = (0.0, true);
        for (var i = 0; ; i++)
        {
            var j = order - i;
            var first = binomial + i * Math.Log(q) + j * Math.Log(1 - q) + ((double)i * i - i) / (2 * sigma * sigma)
                + LogHalfErfc((i - middle) / (Math.Sqrt(2) * sigma));
            var second = binomial + j * Math.Log(q) + i * Math.Log(1 - q) + (j * j - j) / (2 * sigma * sigma)
                + LogHalfErfc((middle - j) / (Math.Sqrt(2) * sigma));
            (below, above) = positive ? (LogAdd(below, first), LogAdd(above, second)) : (LogSubtract(below, first), LogSubtract(above, second));
            if (i > order && Math.Max(first, second) < Negligible) return LogAdd(below, above);
            positive ^= j < 0;
            binomial += Math.Log(Math.Abs(j)) - Math.Log(i + 1);
        }
    }

    private static double LogHalfErfc(double x)
    {
        if (x < 5) return Math.Log(SpecialFunctions.Erfc(x) / 2);
        // Where erfc runs out of digits: its asymptotic series.
        var s = 1 / (x * x);
        return -x * x - Math.Log(2 * x * Math.Sqrt(Math.PI)) + Math.Log(1 - s / 2 * (1 - 3 * s / 2 * (1 - 5 * s / 2 * (1 - 7 * s / 2))));
    }

    private static double LogAdd(double a, double b)
    {
        var (small, large) = a < b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(small) ? large : large + Math.Log(1 + Math.Exp(small - large));
    }

    private static double LogSubtract(double a, double b) =>
        a > b ? a + Math.Log(-(Math.Exp(b - a) - 1)) : double.NegativeInfinity;
}
