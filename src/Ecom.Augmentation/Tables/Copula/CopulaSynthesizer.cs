using Ecom.Augmentation.Tables.Contracts;
using Ecom.Augmentation.Tables.Encoding;
using Ecom.Models;
using Ecom.Recommendation.Contracts;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Ecom.Augmentation.Tables.Copula;

/// <summary>
/// A Gaussian copula (Patki, Wedge, Veeramachaneni 2016): each column's distribution as observed, and between columns the correlation of
/// normal scores. The cheap baseline: seconds, no network.
/// </summary>
public sealed class CopulaSynthesizer : ITableSynthesizer
{
    public string Name => "copula";

    public ITableGenerator Fit(Table table, Parameters parameters, FitContext context)
    {
        var tokens = new TableTokens(table, (int)parameters.Number("tokens", 200));
        var random = new Random(context.Seed);
        var bounds = tokens.Columns.Select(c => Bounds(c.Rows)).ToArray();
        var rows = tokens.Encode(table);
        var scores = Matrix<double>.Build.Dense(rows.Count, rows.Columns);
        for (var r = 0; r < rows.Count; r++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            for (var c = 0; c < rows.Columns; c++)
            {
                // A value anywhere within its share of the distribution: ties then do not pile up at one score.
                var (low, high) = (bounds[c][rows.Rows[r * rows.Columns + c]], bounds[c][rows.Rows[r * rows.Columns + c] + 1]);
                scores[r, c] = Normal.InvCDF(0, 1, Math.Clamp(low + random.NextDouble() * (high - low), 1e-6, 1 - 1e-6));
            }
        }
        return new Generator(tokens, bounds, Correlation(scores).Cholesky().Factor);
    }

    /// <summary>Cumulative shares: token t covers [bounds[t], bounds[t + 1]).</summary>
    private static double[] Bounds(IReadOnlyList<int> rows)
    {
        var bounds = new double[rows.Count + 1];
        var total = Math.Max(1, rows.Sum());
        for (var t = 0; t < rows.Count; t++) bounds[t + 1] = bounds[t] + (double)rows[t] / total;
        bounds[^1] = 1;
        return bounds;
    }

    private static Matrix<double> Correlation(Matrix<double> scores)
    {
        var columns = scores.EnumerateColumns().Select(c =>
        {
            var centred = c - c.Average();
            return centred / Math.Max(1e-12, centred.L2Norm());
        }).ToArray();
        // A touch of the identity keeps the factor defined where columns repeat one another.
        return Matrix<double>.Build.Dense(columns.Length, columns.Length, (a, b) => a == b ? 1 : 0.9999 * columns[a].DotProduct(columns[b]));
    }

    private sealed class Generator(TableTokens tokens, double[][] bounds, Matrix<double> factor) : ITableGenerator
    {
        public IReadOnlyDictionary<string, double> Figures { get; } = new Dictionary<string, double>();

        public Table Sample(int rows, int seed, CancellationToken cancellation)
        {
            var random = new Random(seed);
            var drawn = new int[rows * bounds.Length];
            var z = Vector<double>.Build.Dense(bounds.Length);
            for (var r = 0; r < rows; r++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var c = 0; c < z.Count; c++) z[c] = Normal.InvCDF(0, 1, Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12));
                var scores = factor * z;
                for (var c = 0; c < z.Count; c++)
                {
                    var at = Array.BinarySearch(bounds[c], Normal.CDF(0, 1, scores[c]));
                    drawn[r * z.Count + c] = Math.Clamp(at < 0 ? ~at - 1 : at, 0, bounds[c].Length - 2);
                }
            }
            return tokens.Decode(drawn, random);
        }

        public void Dispose() { }
    }
}
