using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Adversarial;

/// <summary>Random shares of the items that a user has not touched.</summary>
internal static class CfganMasks
{
    /// <summary>The generated values at touched items and, with partial masking, at a share of the others.</summary>
    public static torch.Tensor Masked(torch.Tensor x, torch.Tensor generated, double ratio, torch.Generator generator) =>
        generated * (ratio > 0 ? x + Untouched(x, ratio, generator) : x);

    public static torch.Tensor Untouched(torch.Tensor x, double ratio, torch.Generator generator) =>
        torch.empty(x.shape).bernoulli_(ratio, generator).mul_(Scalars.Of(1) - x);
}
