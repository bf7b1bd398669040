using TorchSharp;

namespace Ecom.Neural.Tests;

/// <summary>Tests that count the tensors of the process, so that nothing else may run beside them.</summary>
[CollectionDefinition("tensor counts", DisableParallelization = true)]
public sealed class TensorCounts
{
    /// <summary>
    /// Tensors alive once the finaliser has had what set-up left to it: where counting starts. Where it ends the plain count is taken, so that what an
    /// epoch leaves to the finaliser counts as left behind.
    /// </summary>
    public static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }
}
