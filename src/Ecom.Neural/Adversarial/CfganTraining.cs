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
        var sample = _options.Sampled > 0 && _rows is ISparseRows sparse ? ColumnSample.Of(sparse, samples, _options.Sampled, step.Generator) : null;
        var x = sample?.Rows ?? DenseBatch.Reusing(ref _batch, _rows, samples);
        for (var k = 0; k < _options.DiscriminatorSteps; k++)
        {
            using var scope = torch.NewDisposeScope();
            PlayDiscriminator(x, sample, step, samples.Length);
        }
        PlayGenerator(x, sample, step, samples.Length);
    }

    /// <summary>One minus NDCG@20 on the held-out rows: the game's losses do not say how good the generator is.</summary>
    public double? Validate() => _heldOut?.RankingLoss(_network.forward);

    public void Dispose()
    {
        _generatorOptimizer.Dispose();
        _discriminatorOptimizer.Dispose();
        _batch?.Dispose();
    }

    private void PlayDiscriminator(torch.Tensor x, ColumnSample? sample, TrainingStep step, int count)
    {
        torch.Tensor fake;
        using (torch.no_grad()) fake = Masked(x, _network.GenerateAmong(x, sample?.Columns).sigmoid(), step.Generator);
        var loss = AdversarialLoss.Discriminator(_options.Objective, _network.JudgeAmong(x, x, sample?.Columns), _network.JudgeAmong(x, fake, sample?.Columns));
        step.Report("lossD", loss.item<float>(), count);
        if (_options.Objective == AdversarialObjective.Wasserstein)
        {
            var penalty = AdversarialLoss.GradientPenalty(v => _network.JudgeAmong(x, v, sample?.Columns), x, fake, step.Generator);
            step.Report("penalty", penalty.item<float>(), count);
            loss += Scalars.Of(_options.Penalty) * penalty;
        }
        _discriminatorOptimizer.zero_grad();
        loss.backward();
        _discriminatorOptimizer.step();
    }

    private void PlayGenerator(torch.Tensor x, ColumnSample? sample, TrainingStep step, int count)
    {
        var generated = _network.GenerateAmong(x, sample?.Columns).sigmoid();
        var loss = AdversarialLoss.Generator(_options.Objective, _network.JudgeAmong(x, Masked(x, generated, step.Generator), sample?.Columns));
        step.Report("lossG", loss.item<float>(), count);
        if (_options.ZeroRatio > 0)
        {
            var zeros = CfganMasks.Untouched(x, _options.ZeroRatio, step.Generator);
            if (sample is not null) zeros *= (Scalars.Of(.5) * sample.Correction).exp();
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
