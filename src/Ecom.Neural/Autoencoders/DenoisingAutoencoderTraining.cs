using Ecom.Neural.Networks;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Autoencoders;

/// <summary>Trains a denoising autoencoder to give back what was dropped.</summary>
public sealed class DenoisingAutoencoderTraining : ITrainingTask, IDisposable
{
    private readonly DenoisingAutoencoder _network;
    private readonly DenoisingAutoencoderOptions _options;
    private readonly IRowSource _rows;
    private readonly HeldOutRows? _heldOut;
    private readonly Adam _optimizer;

    /// <param name="network">Trained in place.</param>
    /// <param name="options">The network's options.</param>
    /// <param name="rows">What is learned: non-negative weights.</param>
    /// <param name="heldOut">Rows to stop early on, or null.</param>
    public DenoisingAutoencoderTraining(
        DenoisingAutoencoder network, DenoisingAutoencoderOptions options, IRowSource rows, HeldOutRows? heldOut = null)
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
        var loss = EvidenceLowerBound.Reconstruction(x, _network.Corrupted(x, _options.Corruption, step.Generator)).mean();
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
        step.Report("reconstruction", loss.item<float>(), samples.Length);
    }

    public double? Validate() => _heldOut?.MultinomialLoss(_network.forward);

    public void Dispose() => _optimizer.Dispose();
}
