using System.Runtime.InteropServices;
using TorchSharp;

namespace Ecom.Neural.Tabular;

/// <summary>Rows of a mixed table as numbers: scalars and one-hot choices.</summary>
/// <param name="Spans">The parts of a row, in order and without gaps.</param>
/// <param name="Values">[rows × width], row after row.</param>
public sealed record EncodedRows(IReadOnlyList<ColumnSpan> Spans, float[] Values)
{
    public int Width => Spans.Sum(s => s.Width);
    public int Count => Values.Length / Width;

    /// <summary>[rows × width].</summary>
    public torch.Tensor Batch(ReadOnlySpan<int> rows)
    {
        var width = Width;
        // Straight into the tensor: an array of this size would be collected with the oldest generation, at every step.
        var batch = torch.empty(rows.Length, width);
        var values = MemoryMarshal.Cast<byte, float>(batch.bytes);
        for (var r = 0; r < rows.Length; r++) Values.AsSpan(rows[r] * width, width).CopyTo(values[(r * width)..]);
        return batch;
    }
}
