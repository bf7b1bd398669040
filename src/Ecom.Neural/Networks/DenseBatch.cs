using System.Runtime.InteropServices;
using TorchSharp;

namespace Ecom.Neural.Networks;

/// <summary>Batches of a row source as tensors.</summary>
public static class DenseBatch
{
    /// <returns>[rows × width], float32.</returns>
    public static torch.Tensor Of(IRowSource source, ReadOnlySpan<int> rows) => Into(torch.empty(rows.Length, source.Width), source, rows);

    /// <summary>
    /// The same in memory that an earlier batch had, which is given back to no one in between: fresh pages for some megabytes cost more at every step than writing them.
    /// </summary>
    /// <param name="buffer">Null at first; belongs to the caller, and outlives dispose scopes. A batch is a view of it, so that the one before must not be needed any more.</param>
    /// <param name="source">The rows.</param>
    /// <param name="rows">Which.</param>
    public static torch.Tensor Reusing(ref torch.Tensor? buffer, IRowSource source, ReadOnlySpan<int> rows)
    {
        if (buffer is null || buffer.shape[0] < rows.Length)
        {
            buffer?.Dispose();
            buffer = torch.empty(rows.Length, source.Width).DetachFromDisposeScope();
        }
        return Into(buffer.narrow(0, 0, rows.Length), source, rows);
    }

    private static torch.Tensor Into(torch.Tensor batch, IRowSource source, ReadOnlySpan<int> rows)
    {
        batch.zero_();
        source.Fill(rows, MemoryMarshal.Cast<byte, float>(batch.bytes));
        return batch;
    }
}
