using Ecom.Neural.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Privacy;

/// <summary>
/// Gradients row by row at the price of about one backward pass. A dense layer's gradient for one row is the outer product of the gradient at its output and its
/// input, so that its norm is the product of two norms, and a weighted sum over rows one matrix product (Goodfellow 2015, «Efficient Per-Example
/// Gradient Computations»; Li et al. 2022; Bu et al. 2023). Layers are told to the tape where they are applied, each once.
/// </summary>
public sealed class RowTape
{
    private readonly List<(Linear Layer, torch.Tensor Input, torch.Tensor Output)> _layers = [];
    private readonly List<(Parameter Parameter, torch.Tensor Copies)> _copies = [];

    /// <summary>Applies a layer and remembers it.</summary>
    /// <param name="layer">With a bias.</param>
    /// <param name="input">[rows × inputs]; each row depends on one unit only.</param>
    public torch.Tensor Apply(Linear layer, torch.Tensor input)
    {
        if (_layers.Exists(l => ReferenceEquals(l.Layer, layer))) throw new InvalidOperationException("A layer that is applied twice has no outer product for a gradient.");
        var output = layer.forward(input);
        _layers.Add((layer, input, output));
        return output;
    }

    /// <summary>A copy of a vector of parameters for each row: [rows × length].</summary>
    public torch.Tensor Copies(Parameter parameter, long rows)
    {
        var copies = parameter.unsqueeze(0).expand(rows, -1);
        _copies.Add((parameter, copies));
        return copies;
    }

    /// <summary>The gradients of each row's own loss, clipped to a norm over all parameters together, and summed.</summary>
    /// <param name="losses">[rows].</param>
    /// <param name="norm">The largest norm a row's gradient may have; infinite for the plain sum.</param>
    /// <returns>The sum for each parameter, and the norms before clipping, [rows].</returns>
    public (IReadOnlyList<(Parameter Parameter, torch.Tensor Sum)> Sums, torch.Tensor Norms) Clip(torch.Tensor losses, double norm)
    {
        var gradients = torch.autograd.grad([losses.sum()], [.. _layers.Select(l => l.Output), .. _copies.Select(c => c.Copies)]);
        using var noGrad = torch.no_grad();
        var squares = torch.zeros(losses.shape[0]);
        for (var l = 0; l < _layers.Count; l++)
            // (‖input‖² + 1 for the bias) · ‖gradient at the output‖².
            squares += (_layers[l].Input.square().sum(1) + Scalars.Of(1)) * gradients[l].square().sum(1);
        for (var c = 0; c < _copies.Count; c++) squares += gradients[_layers.Count + c].square().sum(1);
        var norms = squares.sqrt();
        var weights = double.IsInfinity(norm) ? torch.ones_like(norms) : (Scalars.Of(norm) / (norms + Scalars.Of(1e-12))).clamp(max: Scalars.Of(1));
        var sums = new List<(Parameter, torch.Tensor)>();
        for (var l = 0; l < _layers.Count; l++)
        {
            var weighted = gradients[l] * weights.unsqueeze(1);
            sums.Add((_layers[l].Layer.weight!, weighted.t().matmul(_layers[l].Input)));
            sums.Add((_layers[l].Layer.bias!, weighted.sum([0L])));
        }
        for (var c = 0; c < _copies.Count; c++)
            sums.Add((_copies[c].Parameter, (gradients[_layers.Count + c] * weights.unsqueeze(1)).sum([0L])));
        return (sums, norms);
    }
}
