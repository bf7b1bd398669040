namespace Ecom.Neural.Tabular;

/// <summary>
/// Training by sampling (section 4.3 of the CTGAN paper): a categorical column at random, a value of it by the logarithm of its frequency, and a real row that has
/// it, so that rare values are seen often enough.
/// </summary>
public sealed class ConditionSampler
{
    private readonly List<(ColumnSpan Span, int Offset, int[][] Rows, double[] ByLogFrequency, double[] ByFrequency)> _columns = [];
    private readonly int _rowCount;

    public ConditionSampler(EncodedRows rows)
    {
        _rowCount = rows.Count;
        var width = rows.Width;
        foreach (var span in rows.Spans.Where(s => s.IsCondition))
        {
            var byValue = Enumerable.Range(0, span.Width).Select(_ => new List<int>()).ToArray();
            for (var r = 0; r < rows.Count; r++)
                for (var v = 0; v < span.Width; v++)
                    if (rows.Values[r * width + span.Start + v] > 0.5f) byValue[v].Add(r);
            _columns.Add((span, Width, [.. byValue.Select(b => b.ToArray())], Cumulative(byValue.Select(b => Math.Log(b.Count + 1))), Cumulative(byValue.Select(b => (double)b.Count))));
            Width += span.Width;
        }
    }

    /// <summary>Length of a condition vector.</summary>
    public int Width { get; }

    /// <summary>Conditions for a batch, each with a real row that meets it.</summary>
    public Condition[] Draw(int count, Random random, bool byLogFrequency) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        if (_columns.Count == 0) return new Condition(null, -1, -1, random.Next(_rowCount));
        var (span, offset, rows, log, plain) = _columns[random.Next(_columns.Count)];
        var cumulative = byLogFrequency ? log : plain;
        var at = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        var value = Math.Min(at < 0 ? ~at : at + 1, cumulative.Length - 1);
        return new Condition(span, offset, value, rows[value].Length > 0 ? rows[value][random.Next(rows[value].Length)] : random.Next(_rowCount));
    })];

    /// <summary>A condition that a given row meets, of a column at random.</summary>
    public Condition Of(EncodedRows rows, int row, Random random)
    {
        if (_columns.Count == 0) return new Condition(null, -1, -1, row);
        var (span, offset, _, _, _) = _columns[random.Next(_columns.Count)];
        var value = rows.Values.AsSpan(row * rows.Width + span.Start, span.Width).IndexOf(1f);
        return new Condition(span, offset, value, row);
    }

    private static double[] Cumulative(IEnumerable<double> weights)
    {
        var sum = 0.0;
        return [.. weights.Select(w => sum += w)];
    }
}
