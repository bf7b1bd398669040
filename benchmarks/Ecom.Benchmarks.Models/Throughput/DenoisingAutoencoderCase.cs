using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>A denoising autoencoder: hidden 200, corruption .5.</summary>
internal sealed class DenoisingAutoencoderCase() : BehaviourCase("autoencoder", "Denoising autoencoder", 11)
{
    protected override Action<Tensor> Step(int width)
    {
        var network = PlainEpoch.Layers(nn.Linear(width, 200), nn.Tanh(), nn.Linear(200, width));
        var optimizer = optim.Adam(network.parameters(), 1e-3, weight_decay: 1e-5);
        return x => PlainEpoch.Descend(-(x * log_softmax(network.forward(dropout(normalize(x, p: 2, dim: 1), 0.5, true)), 1)).sum(1).mean(), optimizer);
    }
}
