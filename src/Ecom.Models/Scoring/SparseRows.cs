namespace Ecom.Models.Scoring;

/// <summary>Sparse rows in arrays. Row r is [Starts[r], Starts[r + 1]) of <see cref="Items"/> and <see cref="Weights"/>, items ascending.</summary>
public sealed record SparseRows(long[] Starts, int[] Items, float[] Weights) : ISparseRows
{
    public int Count => Starts.Length - 1;

    public ReadOnlySpan<int> Columns(int row) => Items.AsSpan((int)Starts[row], (int)(Starts[row + 1] - Starts[row]));

    public ReadOnlySpan<float> Values(int row) => Weights.AsSpan((int)Starts[row], (int)(Starts[row + 1] - Starts[row]));

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
