using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Neural.Autoencoders;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;
using TorchSharp;

namespace Ecom.Recommendation.Vae;

/// <summary>Trains a Mult-VAE on histories, for the model family and for the augmenter alike.</summary>
public static class VaeFit
{
    /// <param name="histories">Users × items.</param>
    /// <param name="parameters">See <see cref="VaeParameters"/>.</param>
    /// <param name="minimumUsers">Items touched by fewer users stay unknown to the network.</param>
    /// <param name="context">Seed, threads, progress.</param>
    /// <returns>Null where there is nothing to learn: no item has enough users.</returns>
    public static FittedVae? Run(Interactions histories, Parameters parameters, int minimumUsers, FitContext context)
    {
        TorchRuntime.EnsureLoaded();
        var vocabulary = new ItemVocabulary(histories, minimumUsers);
        var split = HistorySplit.Of(histories, vocabulary, context.Seed);
        if (vocabulary.Items.Length == 0 || split.Training.Count == 0) return null;
        var options = VaeParameters.ToOptions(parameters);
        var epochs = (int)parameters.Number("epochs", 100);
        using var scope = torch.NewDisposeScope();
        using var network = new MultVae(vocabulary.Items.Length, options, context.Seed);
        using var training = new MultVaeTraining(network, options, split.Training, split.HeldOut);
        var report = TrainingLoop.Run(
            training,
            new TrainingOptions
            {
                Epochs = epochs,
                // About 100 steps an epoch at least on small shops: the paper's 500 would leave some with two.
                BatchSize = Math.Clamp(split.Training.Count / 10, 16, 500),
                Patience = (int)parameters.Number("patience", 15),
                Seed = context.Seed,
                Threads = context.Threads,
            },
            l => context.Progress?.Invoke("vae", (double)l.Epoch / epochs, l.Values), context.Cancellation);
        var layers = network.Export();
        return new FittedVae(vocabulary, layers, new MlpNetwork([.. layers.Skip(2).Select(MlpModel.ToManaged)]), report);
    }
}
