using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Networks;

/// <summary>Initial weights from a given generator; TorchSharp's own initialisers draw from the one of the process.</summary>
public static class Initialisation
{
    /// <summary>Uniform in ±√(6 / (inputs + outputs)) (Glorot, Bengio 2010); biases zero.</summary>
    public static void Xavier(Linear layer, torch.Generator generator)
    {
        using var noGrad = torch.no_grad();
        var bound = Math.Sqrt(6.0 / (layer.weight!.shape[0] + layer.weight.shape[1]));
        layer.weight.uniform_(-bound, bound, generator);
        if (layer.bias is not null) layer.bias.zero_();
    }
}
