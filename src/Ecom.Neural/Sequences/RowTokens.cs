namespace Ecom.Neural.Sequences;

/// <summary>Rows of categorical values, one token per column.</summary>
/// <param name="Sizes">Tokens of each column.</param>
/// <param name="Rows">[rows × columns], row after row, each value in [0, size of its column).</param>
public sealed record RowTokens(IReadOnlyList<int> Sizes, int[] Rows)
{
    public int Columns => Sizes.Count;
    public int Count => Rows.Length / Columns;

    /// <summary>Where each column's tokens start in one numbering of all; 0 is kept for the start of a row.</summary>
    public int[] Offsets()
    {
        var offsets = new int[Columns];
        for (int c = 0, next = 1; c < Columns; next += Sizes[c++]) offsets[c] = next;
        return offsets;
    }
}
