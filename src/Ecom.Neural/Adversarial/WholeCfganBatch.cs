using TorchSharp;

namespace Ecom.Neural.Adversarial;

/// <summary>A batch over all items.</summary>
internal sealed class WholeCfganBatch(Cfgan network, torch.Tensor x) : ICfganBatch
{
    private readonly torch.Tensor _generated = network.forward(x).sigmoid();

    public torch.Tensor[] Real => [x];

    public torch.Tensor[] Masked(double ratio, torch.Generator generator) => [CfganMasks.Masked(x, _generated, ratio, generator)];

    public torch.Tensor[] Judge(params torch.Tensor[][] vectors) => [.. vectors.Select(v => network.Judge(x, v[0]))];

    public torch.Tensor Zeros(double ratio, torch.Generator generator) => (_generated * CfganMasks.Untouched(x, ratio, generator)).square().sum(1).mean();

    public torch.Tensor Penalty(torch.Tensor[] fake, torch.Generator generator) => AdversarialLoss.GradientPenalty(v => network.Judge(x, v), x, fake[0], generator);
}
