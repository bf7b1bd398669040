using Ecom.Neural.Privacy;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Networks;

/// <summary>A multilayer perceptron: dense layers with an activation between them and another at the end.</summary>
public sealed class Mlp : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly Linear[] _layers;
    private readonly Activation _hidden;
    private readonly Activation _output;

    /// <param name="name">Name of the module within its parent.</param>
    /// <param name="sizes">Inputs, hidden sizes, outputs.</param>
    /// <param name="hidden">Activation between layers.</param>
    /// <param name="output">Activation at the end.</param>
    /// <param name="generator">Draws the initial weights.</param>
    public Mlp(string name, IReadOnlyList<int> sizes, Activation hidden, Activation output, torch.Generator generator) : base(name)
    {
        (_hidden, _output) = (hidden, output);
        _layers = new Linear[sizes.Count - 1];
        for (var l = 0; l < _layers.Length; l++)
        {
            _layers[l] = torch.nn.Linear(sizes[l], sizes[l + 1]);
            Initialisation.Xavier(_layers[l], generator);
            register_module($"layer{l}", _layers[l]);
        }
    }

    internal IReadOnlyList<Linear> Layers => _layers;

    /// <param name="input">[batch × inputs].</param>
    /// <returns>[batch × outputs].</returns>
    public override torch.Tensor forward(torch.Tensor input) => Taped(input, null);

    /// <summary>The same, with the layers told to a tape where there is one.</summary>
    internal torch.Tensor Taped(torch.Tensor input, RowTape? tape)
    {
        for (var l = 0; l < _layers.Length; l++)
            input = Apply(tape?.Apply(_layers[l], input) ?? _layers[l].forward(input), l == _layers.Length - 1 ? _output : _hidden);
        return input;
    }

    /// <summary>The same between some of the inputs and some of the outputs, as if the other inputs were zero and nobody asked for the other outputs.</summary>
    /// <param name="input">[batch × inputs given].</param>
    /// <param name="inputs">Which they are, int64; null: all.</param>
    /// <param name="outputs">Which outputs to give, int64; null: all.</param>
    internal torch.Tensor Among(torch.Tensor input, torch.Tensor? inputs, torch.Tensor? outputs)
    {
        for (var l = 0; l < _layers.Length; l++)
        {
            var (weight, bias) = ((torch.Tensor)_layers[l].weight!, (torch.Tensor)_layers[l].bias!);
            if (l == 0 && inputs is not null) weight = weight.index_select(1, inputs);
            if (l == _layers.Length - 1 && outputs is not null) (weight, bias) = (weight.index_select(0, outputs), bias.index_select(0, outputs));
            input = Apply(torch.nn.functional.linear(input, weight, bias), l == _layers.Length - 1 ? _output : _hidden);
        }
        return input;
    }

    /// <summary>The layers' numbers, first layer first.</summary>
    public IReadOnlyList<DenseLayer> Export() =>
        [.. _layers.Select((layer, l) => new DenseLayer(
            (int)layer.weight!.shape[1], (int)layer.weight.shape[0], layer.weight.data<float>().ToArray(), layer.bias!.data<float>().ToArray(),
            l == _layers.Length - 1 ? _output : _hidden))];

    private static torch.Tensor Apply(torch.Tensor x, Activation activation) => activation switch
    {
        Activation.Tanh => x.tanh(),
        Activation.Sigmoid => x.sigmoid(),
        Activation.Relu => x.relu(),
        _ => x,
    };
}
