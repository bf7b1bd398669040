namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>Distances between rows of tables (Gower 1971): per column |a − b| over the range of numbers, 0 or 1 for texts; averaged.</summary>
public sealed class RowDistance
{
    private readonly int _columns;
    private readonly double[] _low;
    private readonly double[] _range;
    private readonly Dictionary<string, int>[] _codes;

    /// <param name="table">Decides the ranges.</param>
    public RowDistance(Table table)
    {
        _columns = table.Columns.Count;
        (_low, _range, _codes) = (new double[_columns], new double[_columns], new Dictionary<string, int>[_columns]);
        for (var c = 0; c < _columns; c++)
        {
            _codes[c] = new Dictionary<string, int>(StringComparer.Ordinal);
            if (table.Columns[c].Numbers is not { } numbers) continue;
            var present = numbers.Where(v => !double.IsNaN(v)).DefaultIfEmpty(0).ToArray();
            (_low[c], _range[c]) = (present.Min(), Math.Max(1e-12, present.Max() - present.Min()));
        }
    }

    /// <summary>Rows as vectors for <see cref="Nearest"/>; texts as codes, missing values as a code or number of their own.</summary>
    public float[][] Encode(Table table) => [.. Enumerable.Range(0, table.RowCount).Select(r =>
    {
        var vector = new float[_columns];
        for (var c = 0; c < _columns; c++)
        {
            var column = table.Columns[c];
            if (column.Numbers is { } numbers) vector[c] = double.IsNaN(numbers[r]) ? -1 : (float)((numbers[r] - _low[c]) / _range[c]);
            else vector[c] = CodeOf(c, column.Texts![r] ?? "\0");
        }
        return vector;
    })];

    /// <summary>Whether a column holds texts.</summary>
    public static bool[] TextColumns(Table table) => [.. table.Columns.Select(c => c.Texts is not null)];

    /// <summary>Each row's distance to the nearest of others.</summary>
    public static double[] Nearest(float[][] rows, float[][] others, bool[] texts, int threads) =>
        Two(rows, others, texts, threads, (first, _) => first / texts.Length);

    /// <summary>Each row's distance to the nearest of others over that to the second nearest; 1 where both are nothing.</summary>
    public static double[] NearestRatio(float[][] rows, float[][] others, bool[] texts, int threads) =>
        Two(rows, others, texts, threads, (first, second) => second > 0 ? first / second : 1);

    private static double[] Two(float[][] rows, float[][] others, bool[] texts, int threads, Func<float, float, double> of)
    {
        var found = new double[rows.Length];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, r =>
        {
            var (best, second) = (float.PositiveInfinity, float.PositiveInfinity);
            foreach (var other in others)
            {
                var sum = 0f;
                for (var c = 0; c < texts.Length && sum < second; c++)
                    sum += texts[c] ? rows[r][c] == other[c] ? 0 : 1 : Math.Min(1, Math.Abs(rows[r][c] - other[c]));
                if (sum < best) (best, second) = (sum, best);
                else if (sum < second) second = sum;
            }
            found[r] = of(best, second);
        });
        return found;
    }

    private int CodeOf(int column, string value)
    {
        if (!_codes[column].TryGetValue(value, out var code)) _codes[column].Add(value, code = _codes[column].Count);
        return code;
    }
}
