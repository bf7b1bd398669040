using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Adversarial;

/// <summary>Trains a CFGAN; each step plays the discriminator once or more, then the generator.</summary>
public sealed class CfganTraining : ITrainingTask, IDisposable
{
    private readonly Cfgan _network;
    private readonly CfganOptions _options;
    private readonly IRowSource _rows;
    private readonly HeldOutRows? _heldOut;
    private readonly AdamOptimizer _generatorOptimizer;
    private readonly AdamOptimizer _discriminatorOptimizer;
    private torch.Tensor? _batch;

    /// <param name="network">Trained in place.</param>
    /// <param name="options">The network's options.</param>
    /// <param name="rows">Purchase vectors of zeros and ones.</param>
    /// <param name="heldOut">Rows to stop early on, or null.</param>
    public CfganTraining(Cfgan network, CfganOptions options, IRowSource rows, HeldOutRows? heldOut = null)
    {
        (_network, _options, _rows, _heldOut) = (network, options, rows, heldOut);
        _generatorOptimizer = new AdamOptimizer(network.GeneratorParameters, options.GeneratorRate, weightDecay: options.GeneratorDecay);
        _discriminatorOptimizer = new AdamOptimizer(network.DiscriminatorParameters, options.DiscriminatorRate);
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_generatorOptimizer, _discriminatorOptimizer];
    public int SampleCount => _rows.Count;

    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        var x = DenseBatch.Reusing(ref _batch, _rows, samples);
        for (var k = 0; k < _options.DiscriminatorSteps; k++)
        {
            using var scope = torch.NewDisposeScope();
            PlayDiscriminator(x, step, samples.Length);
        }
        PlayGenerator(x, step, samples.Length);
    }

    /// <summary>One minus NDCG@20 on the held-out rows: the game's losses do not say how good the generator is.</summary>
    public double? Validate() => _heldOut?.RankingLoss(_network.forward);

    public void Dispose()
    {
        _generatorOptimizer.Dispose();
        _discriminatorOptimizer.Dispose();
        _batch?.Dispose();
    }

    private void PlayDiscriminator(torch.Tensor x, TrainingStep step, int count)
    {
        torch.Tensor fake;
        using (torch.no_grad()) fake = Masked(x, _network.forward(x).sigmoid(), step.Generator);
        var loss = AdversarialLoss.Discriminator(_options.Objective, _network.Judge(x, x), _network.Judge(x, fake));
        step.Report("lossD", loss.item<float>(), count);
        if (_options.Objective == AdversarialObjective.Wasserstein)
        {
            var penalty = AdversarialLoss.GradientPenalty(v => _network.Judge(x, v), x, fake, step.Generator);
            step.Report("penalty", penalty.item<float>(), count);
            loss += Scalars.Of(_options.Penalty) * penalty;
        }
        _discriminatorOptimizer.zero_grad();
        loss.backward();
        _discriminatorOptimizer.step();
    }

    private void PlayGenerator(torch.Tensor x, TrainingStep step, int count)
    {
        var generated = _network.forward(x).sigmoid();
        var loss = AdversarialLoss.Generator(_options.Objective, _network.Judge(x, Masked(x, generated, step.Generator)));
        step.Report("lossG", loss.item<float>(), count);
        if (_options.ZeroRatio > 0)
        {
            var zeros = CfganMasks.Untouched(x, _options.ZeroRatio, step.Generator);
            var reconstruction = (generated * zeros).square().sum(1).mean();
            step.Report("zeroReconstruction", reconstruction.item<float>(), count);
            loss += Scalars.Of(_options.ZeroWeight) * reconstruction;
        }
        _generatorOptimizer.zero_grad();
        loss.backward();
        _generatorOptimizer.step();
    }

    private torch.Tensor Masked(torch.Tensor x, torch.Tensor generated, torch.Generator generator) => CfganMasks.Masked(x, generated, _options.MaskRatio, generator);
}
