using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>Mult-VAE: hidden 300, latent 100, dropout .5.</summary>
internal sealed class MultVaeCase() : BehaviourCase("vae", "Mult-VAE", 7)
{
    protected override Action<Tensor> Step(int width)
    {
        var encoder = PlainEpoch.Layers(nn.Linear(width, 300), nn.Tanh(), nn.Linear(300, 200));
        var decoder = PlainEpoch.Layers(nn.Linear(100, 300), nn.Tanh(), nn.Linear(300, width));
        var optimizer = optim.Adam(encoder.parameters().Concat(decoder.parameters()), 1e-3);
        return x =>
        {
            var parts = encoder.forward(dropout(normalize(x, p: 2, dim: 1), 0.5, true)).chunk(2, 1);
            var (mean, logVariance) = (parts[0], parts[1]);
            var logits = decoder.forward(mean + (0.5 * logVariance).exp() * randn_like(mean));
            var reconstruction = -(x * log_softmax(logits, 1)).sum(1).mean();
            var divergence = 0.5 * (mean.square() + logVariance.exp() - 1 - logVariance).sum(1).mean();
            PlainEpoch.Descend(reconstruction + 0.1 * divergence, optimizer);
        };
    }
}
