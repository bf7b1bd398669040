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
    private readonly Func<double>? _validate;
    private readonly AdamOptimizer _generatorOptimizer;
    private readonly AdamOptimizer _discriminatorOptimizer;
    private torch.Tensor? _batch;

    /// <param name="network">Trained in place.</param>
    /// <param name="options">The network's options.</param>
    /// <param name="rows">Purchase vectors of zeros and ones.</param>
    /// <param name="validate">What to stop early on (the game's losses do not say how good the generator is), or null.</param>
    public CfganTraining(Cfgan network, CfganOptions options, IRowSource rows, Func<double>? validate = null)
    {
        (_network, _options, _rows, _validate) = (network, options, rows, validate);
        _generatorOptimizer = new AdamOptimizer(network.GeneratorParameters, options.GeneratorRate, weightDecay: options.GeneratorDecay);
        _discriminatorOptimizer = new AdamOptimizer(network.DiscriminatorParameters, options.DiscriminatorRate);
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_generatorOptimizer, _discriminatorOptimizer];
    public int SampleCount => _rows.Count;

    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        ICfganBatch batch = _options.Sampled > 0 && _rows is ISparseRows sparse
            ? new SampledCfganBatch(_network, SharedSample.Of(sparse, samples, _options.Sampled, step.Generator))
            : new WholeCfganBatch(_network, DenseBatch.Reusing(ref _batch, _rows, samples));
        for (var k = 0; k < _options.DiscriminatorSteps; k++)
        {
            using var scope = torch.NewDisposeScope();
            PlayDiscriminator(batch, step, samples.Length);
        }
        PlayGenerator(batch, step, samples.Length);
    }

    public double? Validate() => _validate?.Invoke();

    public void Dispose()
    {
        _generatorOptimizer.Dispose();
        _discriminatorOptimizer.Dispose();
        _batch?.Dispose();
    }

    private void PlayDiscriminator(ICfganBatch batch, TrainingStep step, int count)
    {
        torch.Tensor[] fake = [.. batch.Masked(_options.MaskRatio, step.Generator).Select(part => part.detach())];
        var judged = batch.Judge(batch.Real, fake);
        var loss = AdversarialLoss.Discriminator(_options.Objective, judged[0], judged[1]);
        step.Report("lossD", loss.item<float>(), count);
        if (_options.Objective == AdversarialObjective.Wasserstein)
        {
            var penalty = batch.Penalty(fake, step.Generator);
            step.Report("penalty", penalty.item<float>(), count);
            loss += Scalars.Of(_options.Penalty) * penalty;
        }
        _discriminatorOptimizer.zero_grad();
        loss.backward();
        _discriminatorOptimizer.step();
    }

    private void PlayGenerator(ICfganBatch batch, TrainingStep step, int count)
    {
        // What the discriminator would learn from this is nobody's business, and half of the work.
        foreach (var parameter in _network.DiscriminatorParameters) parameter.requires_grad = false;
        var loss = AdversarialLoss.Generator(_options.Objective, batch.Judge(batch.Masked(_options.MaskRatio, step.Generator))[0]);
        step.Report("lossG", loss.item<float>(), count);
        if (_options.ZeroRatio > 0)
        {
            var reconstruction = batch.Zeros(_options.ZeroRatio, step.Generator);
            step.Report("zeroReconstruction", reconstruction.item<float>(), count);
            loss += Scalars.Of(_options.ZeroWeight) * reconstruction;
        }
        _generatorOptimizer.zero_grad();
        loss.backward();
        _generatorOptimizer.step();
        foreach (var parameter in _network.DiscriminatorParameters) parameter.requires_grad = true;
    }
}
