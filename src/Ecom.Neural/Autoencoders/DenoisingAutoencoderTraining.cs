using Ecom.Neural.Networks;
using Ecom.Neural.Training;
using TorchSharp;

namespace Ecom.Neural.Autoencoders;

/// <summary>Trains a denoising autoencoder to give back what was dropped.</summary>
/// <param name="network">Trained in place.</param>
/// <param name="options">The network's options.</param>
/// <param name="rows">What is learned: non-negative weights.</param>
/// <param name="heldOut">Rows to stop early on, or null.</param>
public sealed class DenoisingAutoencoderTraining(
    DenoisingAutoencoder network, DenoisingAutoencoderOptions options, IRowSource rows, HeldOutRows? heldOut = null)
    : AutoencoderTraining(network, options.LearningRate, options.WeightDecay, rows, heldOut, options.Sampled)
{
    protected override torch.Tensor Loss(torch.Tensor x, ColumnSample? sample, TrainingStep step)
    {
        var loss = EvidenceLowerBound.Reconstruction(x, Corrected(network.Corrupted(x, options.Corruption, step.Generator, sample?.Columns), sample)).mean();
        step.Report("reconstruction", loss.item<float>(), (int)x.shape[0]);
        return loss;
    }
}
