using Ecom.Neural.Networks;
using Ecom.Neural.Privacy;
using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Autoencoders;

/// <summary>
/// Mult-VAE (Liang et al. 2018): encoder items → hidden → (μ, log σ²), decoder z → hidden → items, tanh between. The input is divided by its
/// Euclidean length; the output are logits of a multinomial.
/// </summary>
public sealed class MultVae : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly Mlp _encoder;
    private readonly Mlp _decoder;

    public MultVae(int width, MultVaeOptions options, int seed) : base(TorchRuntime.Ready(nameof(MultVae)))
    {
        using var generator = new torch.Generator((ulong)(uint)seed, torch.CPU);
        Width = width;
        Latent = options.Latent;
        _encoder = new Mlp("encoder", [width, options.Hidden, 2 * options.Latent], Activation.Tanh, Activation.None, generator);
        _decoder = new Mlp("decoder", [options.Latent, options.Hidden, width], Activation.Tanh, Activation.None, generator);
        RegisterComponents();
    }

    public int Width { get; }
    public int Latent { get; }

    /// <summary>q(z | x).</summary>
    /// <param name="x">[batch × items].</param>
    /// <param name="dropout">Share of the normalised input to drop; 0 outside of training.</param>
    /// <param name="generator">Draws what is dropped; not used without dropout.</param>
    /// <param name="tape">Is told the layers; may be null.</param>
    /// <param name="columns">The items that <paramref name="x"/> has, the others being zero; null: all.</param>
    /// <returns>μ and log σ², each [batch × latent].</returns>
    public (torch.Tensor Mean, torch.Tensor LogVariance) Encode(
        torch.Tensor x, double dropout = 0, torch.Generator? generator = null, RowTape? tape = null, torch.Tensor? columns = null)
    {
        var input = torch.nn.functional.normalize(x, p: 2, dim: 1);
        if (dropout > 0) input = Noise.Dropout(input, dropout, generator ?? throw new ArgumentNullException(nameof(generator)));
        var parts = (columns is null ? _encoder.Taped(input, tape) : _encoder.Among(input, columns, null)).chunk(2, 1);
        return (parts[0], parts[1]);
    }

    /// <summary>Logits of the items given z: [batch × items].</summary>
    public torch.Tensor Decode(torch.Tensor z, RowTape? tape = null) => _decoder.Taped(z, tape);

    /// <summary>Logits of some items given z: [batch × items].</summary>
    public torch.Tensor DecodeAmong(torch.Tensor z, torch.Tensor? columns) => columns is null ? Decode(z) : _decoder.Among(z, null, columns);

    /// <summary>Logits at the mean of q(z | x), as used for ranking: [batch × items].</summary>
    public override torch.Tensor forward(torch.Tensor input) => Decode(Encode(input).Mean);

    /// <summary>
    /// The way from a normalised input to logits as dense layers: the encoder's last layer is cut to μ, which has no activation, so both
    /// halves chain.
    /// </summary>
    public IReadOnlyList<DenseLayer> Export()
    {
        var encoder = _encoder.Export();
        var last = encoder[^1];
        var mean = last with
        {
            Outputs = Latent,
            Weights = last.Weights[..(Latent * last.Inputs)],
            Biases = last.Biases[..Latent],
        };
        return [.. encoder.SkipLast(1), mean, .. _decoder.Export()];
    }
}
