using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Networks;

/// <summary>Random layers that draw from a given generator, so that a training repeats whatever else runs in the process.</summary>
public static class Noise
{
    /// <summary>Inverted dropout: each element is zero with probability <paramref name="rate"/>, else divided by 1 − rate.</summary>
    public static torch.Tensor Dropout(torch.Tensor x, double rate, torch.Generator generator)
    {
        if (rate <= 0) return x;
        // In one pass of the vectorised generator; uniform numbers to compare take four.
        using var keep = torch.empty(x.shape).bernoulli_(1 - rate, generator).div_(Scalars.Of(1 - rate));
        return x * keep;
    }

    /// <summary>μ + σ ε with ε standard normal (the reparameterisation trick; Kingma, Welling 2014).</summary>
    public static torch.Tensor Reparameterise(torch.Tensor mean, torch.Tensor logVariance, torch.Generator generator) =>
        mean + (Scalars.Of(0.5) * logVariance).exp() * torch.randn(mean.shape, generator: generator);
}
