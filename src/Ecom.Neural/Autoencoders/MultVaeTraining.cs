using Ecom.Neural.Networks;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Autoencoders;

/// <summary>Trains a Mult-VAE by ascending the evidence lower bound with annealed β.</summary>
public sealed class MultVaeTraining : ITrainingTask, IDisposable
{
    private readonly MultVae _network;
    private readonly MultVaeOptions _options;
    private readonly IRowSource _rows;
    private readonly HeldOutRows? _heldOut;
    private readonly Adam _optimizer;

    /// <param name="network">Trained in place.</param>
    /// <param name="options">The network's options.</param>
    /// <param name="rows">What is learned: non-negative weights.</param>
    /// <param name="heldOut">Rows to stop early on, or null.</param>
    public MultVaeTraining(MultVae network, MultVaeOptions options, IRowSource rows, HeldOutRows? heldOut = null)
    {
        (_network, _options, _rows, _heldOut) = (network, options, rows, heldOut);
        _optimizer = torch.optim.Adam(network.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_optimizer];
    public int SampleCount => _rows.Count;

    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        var x = DenseBatch.Of(_rows, samples);
        var (mean, logVariance) = _network.Encode(x, _options.Dropout, step.Generator);
        var z = Noise.Reparameterise(mean, logVariance, step.Generator);
        var reconstruction = EvidenceLowerBound.Reconstruction(x, _network.Decode(z)).mean();
        var divergence = EvidenceLowerBound.Divergence(mean, logVariance).mean();
        var beta = EvidenceLowerBound.Beta(step.Number, (long)(_options.AnnealingShare * step.Total), _options.BetaCap);
        var loss = reconstruction + beta * divergence;
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
        step.Report("reconstruction", reconstruction.item<float>(), samples.Length);
        step.Report("kl", divergence.item<float>(), samples.Length);
        step.Report("negativeElbo", reconstruction.item<float>() + divergence.item<float>(), samples.Length);
    }

    public double? Validate() => _heldOut?.MultinomialLoss(_network.forward);

    public void Dispose() => _optimizer.Dispose();
}
