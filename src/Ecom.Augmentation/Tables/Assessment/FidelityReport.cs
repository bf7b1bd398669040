namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>
/// Whether synthetic rows lie where real ones do, and everywhere they do, on standardised and one-hot coordinates: density and coverage (Naeem et al. 2020; five
/// neighbours), α-precision and β-recall (Alaa et al. 2022, on these coordinates instead of a learned embedding).
/// </summary>
/// <param name="Density">How many real neighbourhoods a synthetic row lies in, over five; about 1 for rows of the same distribution, no upper bound.</param>
/// <param name="Coverage">Share of real rows with a synthetic one in their neighbourhood.</param>
/// <param name="AlphaPrecision">1 − 2 ∫ |P(α) − α| dα, P(α) the share of synthetic rows in the ball around the centre that holds the share α of real rows.</param>
/// <param name="BetaRecall">1 − 2 ∫ |R(β) − β| dβ, R(β) the share of real rows with one of the share β of most typical synthetic rows in their neighbourhood.</param>
/// <param name="PrecisionCurve">P at α = 0.05, 0.10, … 1.</param>
/// <param name="RecallCurve">R at β = 0.05, 0.10, … 1.</param>
public sealed record FidelityReport(
    double Density, double Coverage, double AlphaPrecision, double BetaRecall, IReadOnlyList<double> PrecisionCurve, IReadOnlyList<double> RecallCurve)
{
    private const int Neighbours = 5, MostRows = 2000, Steps = 20;

    public static FidelityReport Of(Table real, Table synthetic, int seed, int threads)
    {
        var features = new TableFeatures(real, without: null);
        var random = new Random(seed);
        var (x, y) = (Some(real), Some(synthetic));
        var radii = Each(x.Length, i => NearestOf(x, x[i], skip: i));
        // Real row by synthetic row: within the real row's neighbourhood?
        var toSynthetic = Each(x.Length, i => y.Select(s => Distance(x[i], s)).ToArray());
        var density = Enumerable.Range(0, x.Length).Sum(i => toSynthetic[i].Count(d => d <= radii[i])) / ((double)Neighbours * y.Length);
        var coverage = Enumerable.Range(0, x.Length).Count(i => toSynthetic[i].Any(d => d <= radii[i])) / (double)x.Length;

        var (realCentre, syntheticCentre) = (Centre(x), Centre(y));
        var realOut = x.Select(r => Distance(r, realCentre)).Order().ToArray();
        var out0 = y.Select(r => Distance(r, realCentre)).ToArray();
        var precision = Curve(share => out0.Count(d => d <= Quantile(realOut, share)) / (double)y.Length);
        var typical = y.Select((r, s) => (Distance: Distance(r, syntheticCentre), Row: s)).OrderBy(t => t.Distance).Select(t => t.Row).ToArray();
        // Of each real row, how many of the most typical synthetic rows it takes until one is near.
        var rank = new int[y.Length];
        for (var t = 0; t < typical.Length; t++) rank[typical[t]] = t + 1;
        var needed = Each(x.Length, i => Enumerable.Range(0, y.Length).Where(s => toSynthetic[i][s] <= radii[i]).Select(s => rank[s]).DefaultIfEmpty(int.MaxValue).Min());
        var recall = Curve(share => needed.Count(n => n <= share * y.Length) / (double)x.Length);
        return new FidelityReport(density, coverage, Score(precision), Score(recall), precision, recall);

        float[][] Some(Table table)
        {
            var order = Enumerable.Range(0, table.RowCount).ToArray();
            random.Shuffle(order);
            return [.. order.Take(MostRows).Select(r => features.Of(table, r))];
        }

        T[] Each<T>(int count, Func<int, T> of)
        {
            var found = new T[count];
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => found[i] = of(i));
            return found;
        }
    }

    private static double[] Curve(Func<double, double> at) => [.. Enumerable.Range(1, Steps).Select(s => at((double)s / Steps))];

    private static double Score(double[] curve) => 1 - 2 * curve.Select((v, s) => Math.Abs(v - (s + 1.0) / Steps)).Average();

    private static double Quantile(double[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    private static double NearestOf(float[][] rows, float[] row, int skip)
    {
        var nearest = new double[Neighbours];
        Array.Fill(nearest, double.PositiveInfinity);
        for (var r = 0; r < rows.Length; r++)
        {
            if (r == skip) continue;
            var d = Distance(rows[r], row);
            if (d >= nearest[^1]) continue;
            nearest[^1] = d;
            Array.Sort(nearest);
        }
        return nearest[^1];
    }

    private static double Distance(float[] a, float[] b)
    {
        var sum = 0f;
        for (var f = 0; f < a.Length; f++) sum += (a[f] - b[f]) * (a[f] - b[f]);
        return Math.Sqrt(sum);
    }

    private static float[] Centre(float[][] rows)
    {
        var centre = new float[rows[0].Length];
        foreach (var row in rows)
            for (var f = 0; f < centre.Length; f++) centre[f] += row[f] / rows.Length;
        return centre;
    }
}
