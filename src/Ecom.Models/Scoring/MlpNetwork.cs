using System.Numerics.Tensors;

namespace Ecom.Models.Scoring;

/// <summary>A trained multilayer perceptron in managed code. The input is sparse, as histories are. Safe for concurrent callers.</summary>
public sealed class MlpNetwork
{
    private readonly float[] _first;

    /// <param name="layers">First layer first; each takes what the one before puts out.</param>
    /// <exception cref="ArgumentException">There is no layer, or sizes do not fit.</exception>
    public MlpNetwork(IReadOnlyList<MlpLayer> layers)
    {
        if (layers.Count == 0) throw new ArgumentException("A network has at least one layer.", nameof(layers));
        for (var l = 0; l < layers.Count; l++)
        {
            var layer = layers[l];
            if (layer.Inputs < 1 || layer.Outputs < 1 || layer.Weights.LongLength != (long)layer.Inputs * layer.Outputs || layer.Biases.Length != layer.Outputs)
                throw new ArgumentException($"Layer {l} does not have {layer.Outputs} × {layer.Inputs} weights and {layer.Outputs} biases.", nameof(layers));
            if (l > 0 && layer.Inputs != layers[l - 1].Outputs)
                throw new ArgumentException($"Layer {l} takes {layer.Inputs} inputs, but the one before has {layers[l - 1].Outputs} outputs.", nameof(layers));
        }
        Layers = layers;
        _first = Transpose(layers[0]);
    }

    public IReadOnlyList<MlpLayer> Layers { get; }
    public int Inputs => Layers[0].Inputs;
    public int Outputs => Layers[^1].Outputs;

    /// <summary>Runs the network on an input that is zero but for some entries.</summary>
    /// <param name="indices">Where the input is not zero.</param>
    /// <param name="values">The input there.</param>
    /// <param name="output">[<see cref="Outputs"/>], overwritten.</param>
    public void Run(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> output)
    {
        var first = Layers[0];
        var x = new float[first.Outputs];
        first.Biases.CopyTo(x, 0);
        for (var k = 0; k < indices.Length; k++)
            TensorPrimitives.MultiplyAdd(_first.AsSpan(indices[k] * first.Outputs, first.Outputs), values[k], x, x);
        Apply(first.Activation, x);
        for (var l = 1; l < Layers.Count; l++)
        {
            var layer = Layers[l];
            var y = l == Layers.Count - 1 ? output[..layer.Outputs] : new float[layer.Outputs];
            for (var o = 0; o < layer.Outputs; o++)
                y[o] = layer.Biases[o] + TensorPrimitives.Dot<float>(layer.Weights.AsSpan(o * layer.Inputs, layer.Inputs), x);
            Apply(layer.Activation, y);
            if (l < Layers.Count - 1) x = y.ToArray();
        }
        if (Layers.Count == 1) x.CopyTo(output);
    }

    // Input by input, so that a sparse input adds up whole rows.
    private static float[] Transpose(MlpLayer layer)
    {
        var transposed = new float[layer.Weights.Length];
        for (var o = 0; o < layer.Outputs; o++)
            for (var i = 0; i < layer.Inputs; i++) transposed[i * layer.Outputs + o] = layer.Weights[o * layer.Inputs + i];
        return transposed;
    }

    private static void Apply(MlpActivation activation, Span<float> x)
    {
        switch (activation)
        {
            case MlpActivation.Tanh: TensorPrimitives.Tanh(x, x); break;
            case MlpActivation.Sigmoid: TensorPrimitives.Sigmoid<float>(x, x); break;
            case MlpActivation.Relu: TensorPrimitives.Max(x, 0f, x); break;
            case MlpActivation.None: break;
            default: throw new ArgumentOutOfRangeException(nameof(activation));
        }
    }
}
