namespace Ecom.Neural.Privacy;

/// <summary>
/// Adds up what mechanisms spend, in Rényi divergences (Mironov 2017), and tells it as (ε, δ). Immutable: adding a mechanism makes another accountant.
/// </summary>
public sealed class RenyiAccountant
{
    private const double LeastNoise = 0.05, MostNoise = 1e6;

    private readonly double[] _divergences;

    private RenyiAccountant(double[] divergences) => _divergences = divergences;

    /// <summary>Orders that are looked at: 1.1 to 10.9 by tenths, then 11 to 255.</summary>
    public static IReadOnlyList<double> Orders { get; } =
        [.. Enumerable.Range(11, 99).Select(o => o / 10.0), .. Enumerable.Range(11, 53).Select(o => (double)o), .. Enumerable.Range(8, 24).Select(o => o * 8.0 + 7)];

    /// <summary>Nothing spent.</summary>
    public static RenyiAccountant None { get; } = new(new double[Orders.Count]);

    /// <summary>Divergence of each of <see cref="Orders"/>.</summary>
    public IReadOnlyList<double> Divergences => _divergences;

    /// <summary>The same and a Gaussian mechanism on Poisson samples, some times over.</summary>
    /// <param name="rate">Chance of each unit to be in a sample.</param>
    /// <param name="noise">Standard deviation over sensitivity.</param>
    /// <param name="times">How often.</param>
    public RenyiAccountant With(double rate, double noise, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        return times == 0 ? this : new([.. Orders.Select((order, o) => _divergences[o] + times * RenyiDivergence.SubsampledGaussian(rate, noise, order))]);
    }

    /// <summary>The least ε that follows for δ (Canonne, Kamath, Steinke 2020, proposition 12; Balle et al. 2020, theorem 21).</summary>
    public double Epsilon(double delta) => Best(delta, (divergence, order) =>
        divergence + Math.Log((order - 1) / order) - (Math.Log(delta) + Math.Log(order)) / (order - 1));

    /// <summary>The ε that Mironov 2017, proposition 3, gives: larger; what older publications quote.</summary>
    public double EpsilonByMironov(double delta) => Best(delta, (divergence, order) => divergence - Math.Log(delta) / (order - 1));

    /// <summary>The least noise (to a thousandth) with which repeated steps keep to ε on top of what is spent.</summary>
    /// <exception cref="ArgumentException">What is spent leaves nothing for the steps.</exception>
    public double SolveNoise(double epsilon, double delta, double rate, int times)
    {
        if (Epsilon(delta) >= epsilon || With(rate, MostNoise, times).Epsilon(delta) > epsilon)
            throw new ArgumentException($"ε = {epsilon} at δ = {delta} leaves nothing for {times} steps.", nameof(epsilon));
        var (low, high) = (LeastNoise, MostNoise);
        while (high / low > 1.001)
        {
            var middle = Math.Sqrt(low * high);
            if (With(rate, middle, times).Epsilon(delta) > epsilon) low = middle;
            else high = middle;
        }
        return high;
    }

    private double Best(double delta, Func<double, double, double> convert)
    {
        if (delta is <= 0 or >= 1) throw new ArgumentOutOfRangeException(nameof(delta));
        return _divergences.All(d => d == 0) ? 0 : Math.Max(0, Enumerable.Range(0, Orders.Count).Min(o => convert(_divergences[o], Orders[o])));
    }
}
