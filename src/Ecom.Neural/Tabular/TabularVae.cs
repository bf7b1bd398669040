using Ecom.Neural.Networks;
using Ecom.Neural.Privacy;
using Ecom.Neural.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Tabular;

/// <summary>
/// TVAE (Xu, Skoularidou, Cuesta-Infante, Veeramachaneni 2019, «Modeling Tabular Data using Conditional GAN», section 4.4): encoder and decoder with two
/// ReLU layers; scalars are normal around tanh with a learned deviation, choices categorical.
/// </summary>
public sealed class TabularVae : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly Mlp _encoder;
    private readonly Mlp _decoder;
    private readonly Parameter _deviations;
    private readonly IReadOnlyList<ColumnSpan> _spans;
    private readonly int _latent;

    public TabularVae(IReadOnlyList<ColumnSpan> spans, TabularVaeOptions options, int seed) : base(TorchRuntime.Ready(nameof(TabularVae)))
    {
        using var generator = new torch.Generator((ulong)(uint)seed, torch.CPU);
        (_spans, _latent) = (spans, options.Latent);
        var width = spans.Sum(s => s.Width);
        _encoder = new Mlp("encoder", [width, options.Hidden, options.Hidden, 2 * options.Latent], Activation.Relu, Activation.None, generator);
        _decoder = new Mlp("decoder", [options.Latent, options.Hidden, options.Hidden, width], Activation.Relu, Activation.None, generator);
        _deviations = new Parameter(torch.full(width, Scalars.Of(0.1)));
        RegisterComponents();
    }

    /// <summary>μ and log σ² of q(z|x), each [batch × latent].</summary>
    public (torch.Tensor Mean, torch.Tensor LogVariance) Encode(torch.Tensor x, RowTape? tape = null)
    {
        var parts = _encoder.Taped(x, tape).chunk(2, 1);
        return (parts[0], parts[1]);
    }

    /// <summary>The decoder's raw output: [batch × latent] → [batch × width].</summary>
    public override torch.Tensor forward(torch.Tensor input) => _decoder.forward(input);

    /// <summary>As <see cref="forward"/>, told to a tape.</summary>
    public torch.Tensor Decode(torch.Tensor z, RowTape tape) => _decoder.Taped(z, tape);

    /// <summary>−log p(x|z) of each row up to a constant: [batch].</summary>
    public torch.Tensor Reconstruction(torch.Tensor x, torch.Tensor decoded, RowTape? tape = null)
    {
        var total = torch.zeros(x.shape[0]);
        var deviations = tape?.Copies(_deviations, x.shape[0]) ?? _deviations.unsqueeze(0);
        foreach (var span in _spans)
        {
            var (target, output) = (x.narrow(1, span.Start, span.Width), decoded.narrow(1, span.Start, span.Width));
            if (span.IsScalar)
            {
                var deviation = Deviation(deviations, span);
                total += ((target - output.tanh()).square() / (Scalars.Of(2) * deviation.square()) + deviation.log()).squeeze(1);
            }
            else
            {
                total -= (target * torch.nn.functional.log_softmax(output, 1)).sum(1);
            }
        }
        return total;
    }

    /// <summary>Draws rows given latent vectors: scalars with their deviation, choices from their softmax; [batch × width].</summary>
    public torch.Tensor Draw(torch.Tensor z, torch.Generator generator)
    {
        var decoded = forward(z);
        return torch.cat([.. _spans.Select(span =>
        {
            var output = decoded.narrow(1, span.Start, span.Width);
            return span.IsScalar
                ? (output.tanh() + Deviation(_deviations.unsqueeze(0), span) * torch.randn(output.shape, generator: generator)).clamp(Scalars.Of(-1), Scalars.Of(1))
                : torch.nn.functional.one_hot(output.softmax(1).multinomial(1, true, generator).squeeze(1), span.Width).to(torch.float32);
        })], 1);
    }

    /// <summary>Latent vectors from the prior: [count × latent].</summary>
    public torch.Tensor Prior(int count, torch.Generator generator) => torch.randn(count, _latent, generator: generator);

    private static torch.Tensor Deviation(torch.Tensor deviations, ColumnSpan span) => deviations.narrow(1, span.Start, 1).clamp(Scalars.Of(0.01), Scalars.Of(1));
}
