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
        var batch = new float[rows.Length * width];
        for (var r = 0; r < rows.Length; r++) Values.AsSpan(rows[r] * width, width).CopyTo(batch.AsSpan(r * width));
        return torch.tensor(batch, rows.Length, width);
    }
}
