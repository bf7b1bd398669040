using Ecom.Neural.Sequences;

namespace Ecom.Augmentation.Tables.Encoding;

/// <summary>A table as tokens and back, column by column.</summary>
public sealed class TableTokens
{
    /// <param name="table">Decides the tokens; none of its rows is kept.</param>
    /// <param name="mostTokens">About as many tokens of a column of numbers at most.</param>
    public TableTokens(Table table, int mostTokens) => Columns = [.. table.Columns.Select(c => new ColumnTokens(c, mostTokens))];

    public IReadOnlyList<ColumnTokens> Columns { get; }

    public RowTokens Encode(Table table)
    {
        var columns = Columns.Select((c, at) => c.Encode(table.Columns[at])).ToArray();
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
