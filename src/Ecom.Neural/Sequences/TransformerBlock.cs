using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Sequences;

/// <summary>Masked self-attention and a two-layer perceptron, each on the normalised input and added to it.</summary>
internal sealed class TransformerBlock : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly LayerNorm _first;
    private readonly LayerNorm _second;
    private readonly Linear _attention;
    private readonly Linear _output;
    private readonly Linear _up;
    private readonly Linear _down;
    private readonly CausalTransformerOptions _options;

    public TransformerBlock(string name, CausalTransformerOptions options, torch.Generator generator) : base(name)
    {
        _options = options;
        var width = options.Width;
        (_first, _second) = (torch.nn.LayerNorm(width), torch.nn.LayerNorm(width));
        (_attention, _output) = (torch.nn.Linear(width, 3 * width), torch.nn.Linear(width, width));
        (_up, _down) = (torch.nn.Linear(width, 4 * width), torch.nn.Linear(4 * width, width));
        foreach (var layer in (Linear[])[_attention, _output, _up, _down]) Initialisation.Xavier(layer, generator);
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor input) => Apply(input, null);

    public torch.Tensor Apply(torch.Tensor x, torch.Generator? dropout)
    {
        x += Dropped(Attend(_first.forward(x)), dropout);
        return x + Dropped(_down.forward(torch.nn.functional.gelu(_up.forward(_second.forward(x)))), dropout);
    }

    private torch.Tensor Attend(torch.Tensor x)
    {
        var (batch, length, width) = (x.shape[0], x.shape[1], x.shape[2]);
        var size = width / _options.Heads;
        var parts = _attention.forward(x).reshape(batch, length, 3, _options.Heads, size).permute(2, 0, 3, 1, 4);
        var (query, key, value) = (parts[0], parts[1], parts[2]);
        var future = torch.ones(length, length, dtype: torch.ScalarType.Bool).triu(1);
        var weights = (query.matmul(key.transpose(-2, -1)) / Scalars.Of(Math.Sqrt(size))).masked_fill(future, Scalars.Of(double.NegativeInfinity)).softmax(-1);
        return _output.forward(weights.matmul(value).transpose(1, 2).reshape(batch, length, width));
    }

    private torch.Tensor Dropped(torch.Tensor x, torch.Generator? dropout) => dropout is null ? x : Noise.Dropout(x, _options.Dropout, dropout);
}
