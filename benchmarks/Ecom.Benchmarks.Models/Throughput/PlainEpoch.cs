using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>What the plain networks share.</summary>
internal static class PlainEpoch
{
    /// <summary>A step for each batch, its tensors let go afterwards: without that TorchSharp keeps them to the next collection.</summary>
    public static Action Over<T>(IReadOnlyList<T> batches, Action<T> step) => () =>
    {
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            step(batch);
        }
    };

    public static void Descend(Tensor loss, optim.Optimizer optimizer)
    {
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
    }

    public static Sequential Layers(params nn.Module<Tensor, Tensor>[] layers) => nn.Sequential(layers);
}
