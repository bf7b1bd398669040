using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Ecom.Recommendation.Search;

/// <summary>
/// Gaussian-process regression with a squared-exponential kernel over points of the unit cube; the length scale is the one of a small grid with the
/// highest marginal likelihood. Ranks untried points by expected improvement (Jones et al. 1998).
/// </summary>
internal sealed class GaussianProcess
{
    private const double Noise = 1e-3;
    private static readonly double[] Scales = [.15, .3, .6, 1.2];

    private readonly double[][] _points;
    private readonly double _scale;
    private readonly double _best;
    private readonly Vector<double> _alpha;
    private readonly Matrix<double> _factor;

    /// <param name="points">Tried settings.</param>
    /// <param name="values">What they scored.</param>
    public GaussianProcess(double[][] points, double[] values)
    {
        _points = points;
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        var y = Vector<double>.Build.DenseOfEnumerable(values.Select(v => deviation > 0 ? (v - mean) / deviation : 0));
        _best = y.Maximum();
        var likelihood = double.NegativeInfinity;
        foreach (var scale in Scales)
        {
            var kernel = Matrix<double>.Build.Dense(points.Length, points.Length, (a, b) => Kernel(points[a], points[b], scale) + (a == b ? Noise : 0));
            var cholesky = kernel.Cholesky();
            var alpha = cholesky.Solve(y);
            var candidate = (-.5 * y.DotProduct(alpha)) - (.5 * cholesky.DeterminantLn);
            if (candidate <= likelihood) continue;
            (likelihood, _scale, _alpha, _factor) = (candidate, scale, alpha, cholesky.Factor);
        }
        if (_alpha is null || _factor is null) throw new ArgumentException("There are no values to learn from.", nameof(values));
    }

    /// <summary>How much better than the best so far the point is expected to be, in standard deviations of the tried values.</summary>
    public double ExpectedImprovement(double[] point)
    {
        var k = Vector<double>.Build.DenseOfEnumerable(_points.Select(p => Kernel(p, point, _scale)));
        var mean = k.DotProduct(_alpha);
        var half = _factor.Solve(k);
        var deviation = Math.Sqrt(Math.Max(1e-12, 1 + Noise - half.DotProduct(half)));
        var z = (mean - _best) / deviation;
        return deviation * ((z * Normal.CDF(0, 1, z)) + Normal.PDF(0, 1, z));
    }

    private static double Kernel(double[] a, double[] b, double scale)
    {
        var square = 0.0;
        for (var d = 0; d < a.Length; d++) square += (a[d] - b[d]) * (a[d] - b[d]);
        return Math.Exp(-square / (2 * scale * scale));
    }
}
