using Ecom.Neural.Privacy;
using MathNet.Numerics.Distributions;

namespace Ecom.Augmentation.Tables.Privacy;

/// <summary>
/// Each column's own distribution under differential privacy, as a table whose columns are drawn from noised histograms, independently of each other. Whatever is
/// fitted to that table (vocabularies, ranges, modes) costs nothing further. Counts are of values, of missing cells, and for numbers also of bins of a
/// public grid, eight to each power of two. Bins are known beforehand; a value is not, and is released only where its noised count is beyond what a rare one reaches.
/// </summary>
public static class PrivateMarginals
{
    private const int PerOctave = 8, LeastExponent = -20, MostExponent = 40;

    /// <summary>Standard deviations of the noise below which a bin counts as empty.</summary>
    private const double Sure = 5;

    /// <param name="table">Private rows. Names, kinds and decimals of the columns, and the number of rows, count as public.</param>
    /// <param name="noise">Standard deviation over the sensitivity of all counts together.</param>
    /// <param name="delta">The chance that a value shows which fewer rows than the privacy floor have, over all columns of a row.</param>
    /// <param name="secure">Draws the noise.</param>
    /// <param name="random">Draws the table from what is released.</param>
    public static Table Release(Table table, double noise, double delta, SecureNoise secure, Random random)
    {
        // A row is in one count of a column of texts and in at most two of a column of numbers.
        var deviation = noise * Math.Sqrt(table.Columns.Sum(c => c.Texts is null ? 2 : 1));
        var threshold = PrivacyFloor.Users + deviation * Normal.InvCDF(0, 1, 1 - delta / table.Columns.Count);
        return new Table([.. table.Columns.Select(column => Draw(column, Released(column)))]);

        List<(Action<TableColumn, int> Set, double Rows)> Released(TableColumn column)
        {
            var found = new List<(Action<TableColumn, int>, double)>();
            var missing = Noised(column.Texts?.Count(t => t is null) ?? column.Numbers!.Count(double.IsNaN));
            if (missing > Sure * deviation) found.Add((static (_, _) => { }, missing));
            if (column.Texts is { } texts)
            {
                foreach (var (value, rows) in Frequent(texts.Where(t => t is not null).Select(t => t!)))
                    found.Add(((c, r) => c.Texts![r] = value, rows));
                return found;
            }
            var inBins = new Dictionary<int, (double Rows, int Values)>();
            foreach (var (value, rows) in Frequent(column.Numbers!.Where(v => !double.IsNaN(v))))
            {
                found.Add(((c, r) => c.Numbers![r] = value, rows));
                var (sum, values) = inBins.GetValueOrDefault(Bin(value));
                inBins[Bin(value)] = (sum + rows, values + 1);
            }
            var counts = column.Numbers!.Where(v => !double.IsNaN(v)).GroupBy(Bin).ToDictionary(g => g.Key, g => g.Count());
            foreach (var bin in Bins())
            {
                var (known, values) = inBins.GetValueOrDefault(bin);
                // What the released values of the bin leave over, both being noised.
                var rest = Noised(counts.GetValueOrDefault(bin)) - known;
                if (rest <= Sure * deviation * Math.Sqrt(1 + values)) continue;
                var (low, high) = Edges(bin);
                found.Add(((c, r) => c.Numbers![r] = Math.Round(low + random.NextDouble() * (high - low), c.Decimals), rest));
            }
            return found;
        }

        List<(T Value, double Rows)> Frequent<T>(IEnumerable<T> values) where T : notnull =>
            [.. values.GroupBy(v => v).OrderBy(g => g.Key).Select(g => (g.Key, Rows: Noised(g.Count()))).Where(g => g.Rows > threshold)];

        double Noised(int count) => count + deviation * secure.Normal();

        TableColumn Draw(TableColumn column, List<(Action<TableColumn, int> Set, double Rows)> released)
        {
            var drawn = column.Texts is null
                ? column with { Numbers = [.. Enumerable.Repeat(double.NaN, column.Length)] }
                : column with { Texts = new string?[column.Length] };
            var total = released.Sum(v => v.Rows);
            for (var r = 0; r < column.Length && released.Count > 0; r++)
            {
                var (left, at) = (random.NextDouble() * total, 0);
                while (at < released.Count - 1 && (left -= released[at].Rows) > 0) at++;
                released[at].Set(drawn, r);
            }
            return drawn;
        }
    }

    /// <summary>The grid's bin of a number: 0 for those next to zero, else signed.</summary>
    public static int Bin(double value)
    {
        var size = Math.Abs(value);
        if (size < Math.Pow(2, LeastExponent)) return 0;
        var exponent = Math.Min(MostExponent, Math.ILogB(size));
        var part = Math.Min(PerOctave - 1, (int)((size / Math.Pow(2, exponent) - 1) * PerOctave));
        return Math.Sign(value) * ((exponent - LeastExponent) * PerOctave + part + 1);
    }

    /// <summary>Where a bin begins and ends.</summary>
    public static (double Low, double High) Edges(int bin)
    {
        if (bin == 0) return (0, 0);
        var (exponent, part) = Math.DivRem(Math.Abs(bin) - 1, PerOctave);
        var octave = Math.Pow(2, exponent + LeastExponent);
        var (near, far) = (octave * (1 + (double)part / PerOctave), octave * (1 + (part + 1.0) / PerOctave));
        return bin > 0 ? (near, far) : (-far, -near);
    }

    private static IEnumerable<int> Bins()
    {
        const int Most = (MostExponent - LeastExponent + 1) * PerOctave;
        return Enumerable.Range(-Most, 2 * Most + 1);
    }
}
