using Ecom.Neural.Sequences;

namespace Ecom.Augmentation.Tables.Encoding;

/// <summary>A table as tokens and back, column by column.</summary>
public sealed class TableTokens(Table table, int mostTokens)
{
    public IReadOnlyList<ColumnTokens> Columns { get; } = [.. table.Columns.Select(c => new ColumnTokens(c, mostTokens))];

    public RowTokens Encode()
    {
        var columns = Columns.Select(c => c.Encode()).ToArray();
        var rows = new int[table.RowCount * columns.Length];
        for (var c = 0; c < columns.Length; c++)
            for (var r = 0; r < columns[c].Length; r++) rows[r * columns.Length + c] = columns[c][r];
        return new RowTokens([.. Columns.Select(c => c.Count)], rows);
    }

    /// <param name="rows">[rows × columns], row after row.</param>
    /// <param name="random">Draws values within intervals.</param>
    public Table Decode(int[] rows, Random random) => new([.. Columns.Select((column, c) =>
        column.Decode([.. Enumerable.Range(0, rows.Length / Columns.Count).Select(r => rows[r * Columns.Count + c])], random))]);
}
