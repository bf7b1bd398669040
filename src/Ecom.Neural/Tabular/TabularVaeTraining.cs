using Ecom.Neural.Autoencoders;
using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Tabular;

/// <summary>Trains a TVAE by its evidence lower bound.</summary>
public sealed class TabularVaeTraining : ITrainingTask, IDisposable
{
    private readonly TabularVae _network;
    private readonly TabularVaeOptions _options;
    private readonly EncodedRows _rows;
    private readonly AdamOptimizer _optimizer;

    public TabularVaeTraining(TabularVae network, TabularVaeOptions options, EncodedRows rows)
    {
        (_network, _options, _rows) = (network, options, rows);
        _optimizer = new AdamOptimizer(network.parameters(), options.LearningRate, weightDecay: options.WeightDecay);
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_optimizer];
    public int SampleCount => _rows.Count;

    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        var x = _rows.Batch(samples);
        var (mean, logVariance) = _network.Encode(x);
        var z = _options.Beta > 0 ? Noise.Reparameterise(mean, logVariance, step.Generator) : mean;
        var reconstruction = _network.Reconstruction(x, _network.forward(z)).mean();
        var divergence = EvidenceLowerBound.Divergence(mean, logVariance).mean();
        var loss = Scalars.Of(_options.ReconstructionWeight) * reconstruction + Scalars.Of(_options.Beta) * divergence;
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
        step.Report("reconstruction", reconstruction.item<float>(), samples.Length);
        step.Report("kl", divergence.item<float>(), samples.Length);
    }

    /// <summary>Nothing is held out: the paper trains for a fixed number of epochs.</summary>
    public double? Validate() => null;

    public void Dispose() => _optimizer.Dispose();
}
