using System.Runtime.InteropServices;
using TorchSharp;

namespace Ecom.Neural.Networks;

/// <summary>
/// The columns that a step on a batch looks at where a row has very many: those that somebody in the batch touched, all of them, and a uniform sample of the others, each of which stands for several
/// (sampled softmax with the logQ correction; Jean et al. 2015, «On Using Very Large Target Vocabulary for Neural Machine Translation»). Nothing of the input is lost by it: all that is left out is zero.
/// </summary>
/// <param name="Rows">The batch over these columns: [rows × columns].</param>
/// <param name="Columns">int64.</param>
/// <param name="Correction">Zero at touched columns, and the logarithm of how many a sampled one stands for: [columns].</param>
public sealed record ColumnSample(torch.Tensor Rows, torch.Tensor Columns, torch.Tensor Correction)
{
    /// <param name="source">The rows.</param>
    /// <param name="rows">Those of the batch.</param>
    /// <param name="sample">Columns to draw beyond the touched ones; drawn twice, or touched, they are one.</param>
    /// <param name="generator">Draws.</param>
    public static ColumnSample Of(ISparseRows source, ReadOnlySpan<int> rows, int sample, torch.Generator generator)
    {
        var (place, columns, entries, ends) = (new Dictionary<int, int>(), new List<long>(), new List<int>(), new int[rows.Length]);
        for (var r = 0; r < rows.Length; r++)
        {
            source.AddColumns(rows[r], entries);
            ends[r] = entries.Count;
        }
        foreach (var column in entries)
            if (place.TryAdd(column, columns.Count)) columns.Add(column);
        var touched = columns.Count;
        foreach (var column in torch.randint(source.Width, sample, dtype: torch.ScalarType.Int64, generator: generator).data<long>())
            if (place.TryAdd((int)column, columns.Count)) columns.Add(column);

        var correction = new float[columns.Count];
        if (columns.Count > touched) correction.AsSpan(touched).Fill((float)Math.Log((source.Width - touched) / (double)(columns.Count - touched)));
        var batch = torch.zeros(rows.Length, columns.Count);
        var dense = MemoryMarshal.Cast<byte, float>(batch.bytes);
        for (var (r, e) = (0, 0); r < rows.Length; r++)
            for (; e < ends[r]; e++) dense[r * columns.Count + place[entries[e]]] = 1;
        return new ColumnSample(batch, torch.tensor(columns.ToArray()), torch.tensor(correction));
    }
}
