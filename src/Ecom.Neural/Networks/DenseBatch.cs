using System.Runtime.InteropServices;
using TorchSharp;

namespace Ecom.Neural.Networks;

/// <summary>Batches of a row source as tensors.</summary>
public static class DenseBatch
{
    /// <returns>[rows × width], float32.</returns>
    public static torch.Tensor Of(IRowSource source, ReadOnlySpan<int> rows)
    {
        var batch = torch.zeros(rows.Length, source.Width);
        source.Fill(rows, MemoryMarshal.Cast<byte, float>(batch.bytes));
        return batch;
    }
}
