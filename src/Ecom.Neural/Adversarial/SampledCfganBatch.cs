using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Adversarial;

/// <summary>
/// A batch over what its rows touched and some items drawn for all of them. A vector has two parts: values at each row's own items, one after the other, and at the drawn ones, [batch × drawn], where
/// touched items count as zero.
/// </summary>
internal sealed class SampledCfganBatch : ICfganBatch
{
    private readonly Cfgan _network;
    private readonly SharedSample _sample;
    private readonly torch.Tensor _own;
    private readonly torch.Tensor _drawn;

    public SampledCfganBatch(Cfgan network, SharedSample sample)
    {
        (_network, _sample) = (network, sample);
        Real = [torch.ones(sample.Rows.shape[0]), torch.zeros_like(sample.Untouched)];
        var (first, last) = (network.GeneratorLayers[0], network.GeneratorLayers[1]);
        var hidden = (sample.Sum(first.weight!.index_select(1, sample.Columns).t()) + first.bias!).sigmoid();
        var (weight, bias) = (last.weight!.index_select(0, sample.Columns), last.bias!.index_select(0, sample.Columns));
        _own = ((hidden.index_select(0, sample.Rows) * weight.index_select(0, sample.Places)).sum(1) + bias.index_select(0, sample.Places)).sigmoid();
        _drawn = torch.nn.functional.linear(hidden, Drawn(weight), Drawn(bias)).sigmoid() * sample.Untouched;
    }

    public torch.Tensor[] Real { get; }

    public torch.Tensor[] Masked(double ratio, torch.Generator generator) =>
        [_own, ratio > 0 ? _drawn * torch.empty(_drawn.shape).bernoulli_(ratio, generator) : torch.zeros_like(_drawn)];

    public torch.Tensor[] Judge(params torch.Tensor[][] vectors)
    {
        var (first, last) = (_network.DiscriminatorLayers[0], _network.DiscriminatorLayers[1]);
        // Both halves of the input at once: each selection costs its gradient a pass over all of the weights.
        var columns = torch.cat([_sample.Columns, _sample.Columns + Scalars.Of(first.weight!.shape[1] / 2)]);
        var halves = first.weight.index_select(1, columns).t().chunk(2);
        var (condition, table) = (_sample.Sum(halves[0]) + first.bias!, halves[1]);
        return [.. vectors.Select(v => last.forward((condition + _sample.Sum(table, v[0]) + v[1].matmul(Drawn(table))).sigmoid()))];
    }

    public torch.Tensor Zeros(double ratio, torch.Generator generator) =>
        ((_drawn * torch.empty(_drawn.shape).bernoulli_(ratio, generator)).square().sum(1) * _sample.StandsFor).mean();

    public torch.Tensor Penalty(torch.Tensor[] fake, torch.Generator generator)
    {
        var mix = torch.rand(_sample.Count, 1, generator: generator);
        torch.Tensor[] mixes = [mix.squeeze(1).index_select(0, _sample.Rows), mix];
        torch.Tensor[] between = [.. mixes.Select((m, p) => (m * Real[p] + (Scalars.Of(1) - m) * fake[p].detach()).requires_grad_())];
        var output = Judge(between)[0];
        var gradients = torch.autograd.grad([output], between, [torch.ones_like(output)], retain_graph: true, create_graph: true);
        var squares = torch.zeros(_sample.Count).index_add(0, _sample.Rows, gradients[0].square(), Scalars.Of(1)) + (gradients[1] * _sample.Untouched).square().sum(1);
        return AdversarialLoss.Penalty(squares);
    }

    /// <summary>A table's rows of the drawn columns, which come first.</summary>
    private torch.Tensor Drawn(torch.Tensor table) => table.narrow(0, 0, _sample.Untouched.shape[1]);
}
