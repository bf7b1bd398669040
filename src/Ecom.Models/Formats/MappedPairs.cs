using System.Runtime.InteropServices;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>
/// Sparse rows over one mapped section: of each row first the columns, then the values, so that a row anywhere in a large file costs one page of address translation and not two.
/// </summary>
internal sealed class MappedPairs(Section<long> starts, Section<int> pairs) : ISparseRows
{
    public int Count => (int)starts.Length - 1;

    public ReadOnlySpan<int> Columns(int row)
    {
        var (start, length) = Bounds(row);
        return pairs.Slice(2 * start, length);
    }

    public ReadOnlySpan<float> Values(int row)
    {
        var (start, length) = Bounds(row);
        return MemoryMarshal.Cast<int, float>(pairs.Slice((2 * start) + length, length));
    }

    /// <summary>Rows as they are stored here.</summary>
    public static int[] Pack(SparseRows rows)
    {
        var packed = new int[2 * rows.Items.Length];
        for (var r = 0; r < rows.Count; r++)
        {
            var row = packed.AsSpan(2 * (int)rows.Starts[r], 2 * (int)(rows.Starts[r + 1] - rows.Starts[r]));
            rows.Columns(r).CopyTo(row);
            rows.Values(r).CopyTo(MemoryMarshal.Cast<int, float>(row[(row.Length / 2)..]));
        }
        return packed;
    }

    private (long Start, int Length) Bounds(int row)
    {
        var bounds = starts.Slice(row, 2);
        return (bounds[0], (int)(bounds[1] - bounds[0]));
    }
}
