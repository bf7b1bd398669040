namespace Ecom.Models.Scoring;

/// <summary>Sparse rows in arrays. Row r is [Starts[r], Starts[r + 1]) of <see cref="Items"/> and <see cref="Weights"/>, items ascending.</summary>
public sealed record SparseRows(long[] Starts, int[] Items, float[] Weights) : ISparseRows
{
    public int Count => Starts.Length - 1;

    public ReadOnlySpan<int> Columns(int row) => Items.AsSpan((int)Starts[row], (int)(Starts[row + 1] - Starts[row]));

    public ReadOnlySpan<float> Values(int row) => Weights.AsSpan((int)Starts[row], (int)(Starts[row + 1] - Starts[row]));

    /// <summary>The same rows in arrays of their own, which outlive what they were read from.</summary>
    public static SparseRows Copy(ISparseRows rows)
    {
        var starts = new long[rows.Count + 1];
        for (var r = 0; r < rows.Count; r++) starts[r + 1] = starts[r] + rows.Columns(r).Length;
        var copy = new SparseRows(starts, new int[starts[^1]], new float[starts[^1]]);
        for (var r = 0; r < rows.Count; r++)
        {
            rows.Columns(r).CopyTo(copy.Items.AsSpan((int)starts[r]));
            rows.Values(r).CopyTo(copy.Weights.AsSpan((int)starts[r]));
        }
        return copy;
    }

    /// <summary>
    /// The transpose of rows given target by target: <paramref name="columns"/> and <paramref name="values"/> hold, for each target, its
    /// sources in any order; the result holds for each source its targets, ascending.
    /// </summary>
    public static SparseRows Transpose(int count, IReadOnlyList<int[]> columns, IReadOnlyList<float[]> values)
    {
        var starts = new long[count + 1];
        foreach (var row in columns)
            foreach (var c in row) starts[c + 1]++;
        for (var r = 0; r < count; r++) starts[r + 1] += starts[r];
        var items = new int[starts[count]];
        var weights = new float[starts[count]];
        var next = starts.AsSpan(0, count).ToArray();
        for (var target = 0; target < columns.Count; target++)
        {
            for (var p = 0; p < columns[target].Length; p++)
            {
                var at = next[columns[target][p]]++;
                items[at] = target;
                weights[at] = values[target][p];
            }
        }
        return new SparseRows(starts, items, weights);
    }
}
