using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using TorchSharp;

namespace Ecom.Neural.Autoencoders;

/// <summary>Trains a Mult-VAE by ascending the evidence lower bound with annealed β.</summary>
/// <param name="network">Trained in place.</param>
/// <param name="options">The network's options.</param>
/// <param name="rows">What is learned: non-negative weights.</param>
/// <param name="heldOut">Rows to stop early on, or null.</param>
public sealed class MultVaeTraining(MultVae network, MultVaeOptions options, IRowSource rows, HeldOutRows? heldOut = null)
    : AutoencoderTraining(network, options.LearningRate, options.WeightDecay, rows, heldOut, options.Sampled)
{
    protected override torch.Tensor Loss(torch.Tensor x, ColumnSample? sample, TrainingStep step)
    {
        var samples = (int)x.shape[0];
        var (mean, logVariance) = network.Encode(x, options.Dropout, step.Generator, columns: sample?.Columns);
        var z = Noise.Reparameterise(mean, logVariance, step.Generator);
        var reconstruction = EvidenceLowerBound.Reconstruction(x, Corrected(network.DecodeAmong(z, sample?.Columns), sample)).mean();
        var divergence = EvidenceLowerBound.Divergence(mean, logVariance).mean();
        var beta = EvidenceLowerBound.Beta(step.Number, (long)(options.AnnealingShare * step.Total), options.BetaCap);
        step.Report("reconstruction", reconstruction.item<float>(), samples);
        step.Report("kl", divergence.item<float>(), samples);
        step.Report("negativeElbo", reconstruction.item<float>() + divergence.item<float>(), samples);
        return reconstruction + Scalars.Of(beta) * divergence;
    }
}
