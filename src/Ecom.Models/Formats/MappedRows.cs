using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>Sparse rows over mapped sections.</summary>
internal sealed class MappedRows(Section<long> starts, Section<int> items, Section<float> weights) : ISparseRows
{
    public int Count => (int)starts.Length - 1;

    public ReadOnlySpan<int> Columns(int row) => items.Slice(starts[row], (int)(starts[row + 1L] - starts[row]));

    public ReadOnlySpan<float> Values(int row) => weights.Slice(starts[row], (int)(starts[row + 1L] - starts[row]));
}
