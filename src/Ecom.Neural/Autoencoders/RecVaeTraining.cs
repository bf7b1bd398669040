using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Autoencoders;

/// <summary>
/// Trains a Mult-VAE as RecVAE (Shenbin, Alekseev, Tutubalina, Malykh, Nikolenko 2020, «RecVAE: A New Variational Autoencoder for Top-N Recommendations with Implicit Feedback»): a prior composed of a
/// standard normal, a broad one and the encoder as it was an epoch ago; a weight of the divergence that grows with the history; three steps of the encoder with noise, then one of the decoder without. The
/// paper's encoder with residual connections is not part of it.
/// </summary>
public sealed class RecVaeTraining : ITrainingTask, IDisposable
{
    private const int EncoderSteps = 3;
    private static readonly double _standard = Math.Log(3 / 20.0), _old = Math.Log(3 / 4.0), _broad = Math.Log(1 / 10.0);

    private readonly MultVae _network;
    private readonly MultVae _before;
    private readonly MultVaeOptions _options;
    private readonly IRowSource _rows;
    private readonly HeldOutRows? _heldOut;
    private readonly AdamOptimizer _encoder;
    private readonly AdamOptimizer _decoder;
    private torch.Tensor? _batch;
    private int _epoch;

    /// <param name="network">Trained in place.</param>
    /// <param name="options">The network's options; <see cref="MultVaeOptions.Gamma"/> instead of β.</param>
    /// <param name="rows">What is learned: non-negative weights.</param>
    /// <param name="heldOut">Rows to stop early on, or null.</param>
    public RecVaeTraining(MultVae network, MultVaeOptions options, IRowSource rows, HeldOutRows? heldOut = null)
    {
        (_network, _options, _rows, _heldOut) = (network, options, rows, heldOut);
        _before = new MultVae(network.Width, options, 0);
        _encoder = new AdamOptimizer(network.EncoderParameters, options.LearningRate, weightDecay: options.WeightDecay);
        _decoder = new AdamOptimizer(network.DecoderParameters, options.LearningRate, weightDecay: options.WeightDecay);
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_encoder, _decoder];
    public int SampleCount => _rows.Count;

    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        if (step.Epoch != _epoch) Remember(step.Epoch);
        var x = DenseBatch.Reusing(ref _batch, _rows, samples);
        var decoding = step.Number % (EncoderSteps + 1) == EncoderSteps;
        var (mean, logVariance) = _network.Encode(x, decoding ? 0 : _options.Dropout, step.Generator);
        var z = Noise.Reparameterise(mean, logVariance, step.Generator);
        var loss = EvidenceLowerBound.Reconstruction(x, _network.Decode(z)).mean();
        step.Report("reconstruction", loss.item<float>(), samples.Length);
        if (!decoding)
        {
            var divergence = (LogDensity(z, mean, logVariance) - LogPrior(x, z)).sum(1);
            step.Report("kl", divergence.mean().item<float>(), samples.Length);
            loss += (divergence * x.sum(1)).mean() * Scalars.Of(_options.Gamma);
        }
        var optimizer = decoding ? _decoder : _encoder;
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
    }

    public double? Validate() => _heldOut?.MultinomialLoss(_network.forward);

    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
        _before.Dispose();
        _batch?.Dispose();
    }

    private void Remember(int epoch)
    {
        using var frozen = torch.no_grad();
        foreach (var (before, now) in _before.parameters().Zip(_network.parameters())) before.copy_(now);
        _epoch = epoch;
    }

    /// <summary>The logarithm of each latent's mixture of the three densities.</summary>
    private torch.Tensor LogPrior(torch.Tensor x, torch.Tensor z)
    {
        torch.Tensor mean, logVariance;
        using (torch.no_grad()) (mean, logVariance) = _before.Encode(x);
        var zero = torch.zeros_like(mean);
        return torch.stack(
            [
                LogDensity(z, zero, zero) + Scalars.Of(_standard),
                LogDensity(z, mean, logVariance) + Scalars.Of(_old),
                LogDensity(z, zero, zero + Scalars.Of(10)) + Scalars.Of(_broad),
            ]).logsumexp(0);
    }

    private static torch.Tensor LogDensity(torch.Tensor z, torch.Tensor mean, torch.Tensor logVariance) =>
        Scalars.Of(-0.5) * (logVariance + Scalars.Of(Math.Log(2 * Math.PI)) + (z - mean).square() / logVariance.exp());
}
