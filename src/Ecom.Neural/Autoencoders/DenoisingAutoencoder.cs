using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Autoencoders;

/// <summary>
/// A denoising autoencoder with a multinomial likelihood (Mult-DAE; Liang et al. 2018, after CDAE; Wu et al. 2016): a corrupted history of unit length
/// through one tanh layer to the logits of all items.
/// </summary>
public sealed class DenoisingAutoencoder : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly Mlp _network;

    public DenoisingAutoencoder(int width, DenoisingAutoencoderOptions options, int seed) : base(TorchRuntime.Ready(nameof(DenoisingAutoencoder)))
    {
        using var generator = new torch.Generator((ulong)(uint)seed, torch.CPU);
        _network = new Mlp("network", [width, options.Hidden, width], Activation.Tanh, Activation.None, generator);
        RegisterComponents();
    }

    /// <summary>Logits of a whole history: [batch × items] → [batch × items].</summary>
    public override torch.Tensor forward(torch.Tensor input) => _network.forward(torch.nn.functional.normalize(input, p: 2, dim: 1));

    /// <summary>Logits of a history with a share of its entries dropped.</summary>
    /// <param name="x">[batch × items].</param>
    /// <param name="corruption">The share.</param>
    /// <param name="generator">Draws what is dropped.</param>
    /// <param name="columns">The items that <paramref name="x"/> has and whose logits are wanted; null: all.</param>
    public torch.Tensor Corrupted(torch.Tensor x, double corruption, torch.Generator generator, torch.Tensor? columns = null) =>
        _network.Among(Noise.Dropout(torch.nn.functional.normalize(x, p: 2, dim: 1), corruption, generator), columns, columns);

    public IReadOnlyList<DenseLayer> Export() => _network.Export();
}
