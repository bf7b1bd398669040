using TorchSharp;

namespace Ecom.Neural.Networks;

/// <summary>
/// A batch of rows that are zero nearly everywhere, as lists of their ones, with columns drawn at random that stand for all that a row did not touch. The draw is one for the whole batch, so that it is a dense
/// block, while each row's ones are its own: unlike in a <see cref="ColumnSample"/>, nothing is worked out for a row at what only other rows touched.
/// </summary>
/// <param name="Count">Rows.</param>
/// <param name="Columns">The columns of the batch, each once, the drawn ones first: [columns], int64.</param>
/// <param name="Rows">The row of each one: [ones], int64.</param>
/// <param name="Places">Its place among <paramref name="Columns"/>: [ones], int64.</param>
/// <param name="Untouched">One where the row did not touch the drawn column, else zero: [rows × drawn].</param>
/// <param name="StandsFor">How many columns that a row did not touch there are to one that was drawn: [rows].</param>
public sealed record SharedSample(int Count, torch.Tensor Columns, torch.Tensor Rows, torch.Tensor Places, torch.Tensor Untouched, torch.Tensor StandsFor)
{
    /// <param name="source">The rows.</param>
    /// <param name="rows">Those of the batch.</param>
    /// <param name="sample">Columns to draw; drawn twice they are one.</param>
    /// <param name="generator">Draws.</param>
    public static SharedSample Of(ISparseRows source, ReadOnlySpan<int> rows, int sample, torch.Generator generator)
    {
        var (place, columns, entries, owners) = (new Dictionary<int, int>(), new List<long>(), new List<int>(), new List<long>());
        for (var r = 0; r < rows.Length; r++)
        {
            source.AddColumns(rows[r], entries);
            while (owners.Count < entries.Count) owners.Add(r);
        }
        foreach (var column in torch.randint(source.Width, sample, dtype: torch.ScalarType.Int64, generator: generator).data<long>())
            if (place.TryAdd((int)column, columns.Count)) columns.Add(column);
        var drawn = columns.Count;
        foreach (var column in entries)
            if (place.TryAdd(column, columns.Count)) columns.Add(column);

        var places = entries.Select(e => (long)place[e]).ToArray();
        var (open, touched, hits) = (new float[rows.Length * drawn], new int[rows.Length], new int[rows.Length]);
        Array.Fill(open, 1);
        for (var e = 0; e < places.Length; e++)
        {
            touched[owners[e]]++;
            if (places[e] >= drawn) continue;
            open[owners[e] * drawn + places[e]] = 0;
            hits[owners[e]]++;
        }
        var standsFor = touched.Select((t, r) => drawn > hits[r] ? (source.Width - t) / (float)(drawn - hits[r]) : 0).ToArray();
        return new SharedSample(
            rows.Length, torch.tensor(columns.ToArray()), torch.tensor(owners.ToArray()), torch.tensor(places),
            torch.tensor(open).reshape(rows.Length, drawn), torch.tensor(standsFor));
    }

    /// <summary>For each row, the sum of a table's rows at its ones, each multiplied by a value: [columns × width] → [rows × width].</summary>
    /// <param name="table">A row for each of <see cref="Columns"/>.</param>
    /// <param name="values">[ones]; null: one each.</param>
    internal torch.Tensor Sum(torch.Tensor table, torch.Tensor? values = null)
    {
        var picked = table.index_select(0, Places);
        return torch.zeros(Count, table.shape[1]).index_add(0, Rows, values is null ? picked : picked * values.unsqueeze(1), Runtime.Scalars.Of(1));
    }
}
