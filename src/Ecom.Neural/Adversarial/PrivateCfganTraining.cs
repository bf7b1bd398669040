using Ecom.Neural.Networks;
using Ecom.Neural.Privacy;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Adversarial;

/// <summary>
/// Trains a CFGAN under differential privacy, the unit being a row: a user's purchase vector. The generator is conditioned on that vector, so that it sees rows as the discriminator does: the
/// gradients of both are clipped row by row and noised, each on a sample of its own, two releases a step. The critic with gradient penalty has no gradient row by row at the price of one pass, and is refused.
/// </summary>
public sealed class PrivateCfganTraining : ITrainingTask, IDisposable
{
    private readonly Cfgan _network;
    private readonly CfganOptions _options;
    private readonly IRowSource _rows;
    private readonly PrivateGradients _gradients;
    private readonly Parameter[] _generator;
    private readonly Parameter[] _discriminator;
    private readonly AdamOptimizer _generatorOptimizer;
    private readonly AdamOptimizer _discriminatorOptimizer;

    public PrivateCfganTraining(Cfgan network, CfganOptions options, IRowSource rows, PrivateGradients gradients)
    {
        if (options.Objective == AdversarialObjective.Wasserstein) throw new ArgumentException("The gradient penalty is not private.", nameof(options));
        (_network, _options, _rows, _gradients) = (network, options, rows, gradients);
        (_generator, _discriminator) = ([.. network.GeneratorParameters], [.. network.DiscriminatorParameters]);
        _generatorOptimizer = new AdamOptimizer(_generator, options.GeneratorRate, weightDecay: options.GeneratorDecay);
        _discriminatorOptimizer = new AdamOptimizer(_discriminator, options.DiscriminatorRate);
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_generatorOptimizer, _discriminatorOptimizer];
    public int SampleCount => _rows.Count;

    /// <summary>The rows are drawn here: the order of an epoch, which only counts the steps, is no Poisson sample.</summary>
    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        using (torch.NewDisposeScope())
        {
            _gradients.Descend(
                _discriminator, _discriminatorOptimizer, drawn => DiscriminatorGradients(DenseBatch.Of(_rows, drawn), step.Generator), "noisedGradientD", step);
        }
        _gradients.Descend(_generator, _generatorOptimizer, drawn => GeneratorGradients(DenseBatch.Of(_rows, drawn), step.Generator), "noisedGradientG", step);
    }

    public double? Validate() => null;

    public void Dispose()
    {
        _generatorOptimizer.Dispose();
        _discriminatorOptimizer.Dispose();
    }

    /// <summary>A row counts twice, as it is and as it is generated: each half is clipped to half of the norm, so that both together keep to it.</summary>
    internal IReadOnlyList<(Parameter Parameter, torch.Tensor Sum)> DiscriminatorGradients(torch.Tensor x, torch.Generator generator)
    {
        torch.Tensor fake;
        using (torch.no_grad()) fake = CfganMasks.Masked(x, _network.forward(x).sigmoid(), _options.MaskRatio, generator);
        var real = Half(x, sign: -1);
        var made = Half(fake, sign: 1);
        return [.. real.Select((r, p) => (r.Parameter, r.Sum + made[p].Sum))];

        IReadOnlyList<(Parameter Parameter, torch.Tensor Sum)> Half(torch.Tensor vector, int sign)
        {
            var tape = new RowTape();
            return tape.Clip(-(Scalars.Of(-sign) * _network.Judge(x, vector, tape)).log_sigmoid().squeeze(1), _gradients.Clip / 2).Sums;
        }
    }

    internal IReadOnlyList<(Parameter Parameter, torch.Tensor Sum)> GeneratorGradients(torch.Tensor x, torch.Generator generator)
    {
        var tape = new RowTape();
        var generated = _network.Generate(x, tape).sigmoid();
        var judged = _network.Judge(x, CfganMasks.Masked(x, generated, _options.MaskRatio, generator)).squeeze(1);
        var losses = _options.Objective == AdversarialObjective.Minimax ? (-judged).log_sigmoid() : -judged.log_sigmoid();
        if (_options.ZeroRatio > 0)
            losses += Scalars.Of(_options.ZeroWeight) * (generated * CfganMasks.Untouched(x, _options.ZeroRatio, generator)).square().sum(1);
        return tape.Clip(losses, _gradients.Clip).Sums;
    }
}
