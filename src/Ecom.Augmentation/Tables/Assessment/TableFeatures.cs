namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>Rows as vectors for classifiers: numbers standardised, missing ones flagged, the commonest texts one-hot. Fitted on one table, applied to others.</summary>
public sealed class TableFeatures
{
    private const int MostValues = 50;
    private readonly List<Func<Table, int, float>> _features = [];

    /// <param name="table">Decides scales and values.</param>
    /// <param name="without">A column to leave out (the target), or null.</param>
    public TableFeatures(Table table, string? without)
    {
        for (var c = 0; c < table.Columns.Count; c++)
        {
            var (column, at) = (table.Columns[c], c);
            if (column.Name == without) continue;
            if (column.Numbers is { } numbers)
            {
                var present = numbers.Where(v => !double.IsNaN(v)).DefaultIfEmpty(0).ToArray();
                var mean = present.Average();
                var deviation = Math.Max(1e-9, Math.Sqrt(present.Average(v => (v - mean) * (v - mean))));
                _features.Add((t, r) => t.Columns[at].Numbers![r] is var v && double.IsNaN(v) ? 0 : (float)((v - mean) / deviation));
                if (present.Length < numbers.Length) _features.Add((t, r) => double.IsNaN(t.Columns[at].Numbers![r]) ? 1 : 0);
            }
            else
            {
                foreach (var value in column.Texts!.GroupBy(t => t).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostValues).Select(g => g.Key))
                    _features.Add((t, r) => t.Columns[at].Texts![r] == value ? 1 : 0);
            }
        }
    }

    public int Width => _features.Count;

    public float[] Of(Table table, int row)
    {
        var vector = new float[Width];
        for (var f = 0; f < vector.Length; f++) vector[f] = _features[f](table, row);
        return vector;
    }
}
