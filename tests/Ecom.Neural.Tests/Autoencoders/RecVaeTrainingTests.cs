using Ecom.Neural.Autoencoders;
using Ecom.Neural.Networks;
using Ecom.Neural.Tests.Networks;
using Ecom.Neural.Training;
using TorchSharp;

namespace Ecom.Neural.Tests.Autoencoders;

[Collection("tensor counts")]
public class RecVaeTrainingTests
{
    private static readonly MultVaeOptions Small = new() { Hidden = 16, Latent = 4, LearningRate = 5e-3, Gamma = 0.02 };

    private static (MultVae Network, TrainingReport Report) Train(int epochs, MultVaeOptions options, Action<EpochLosses>? progress = null)
    {
        var network = new MultVae(20, options, 1);
        using var training = new RecVaeTraining(network, options, new BlockRows(80, 20, 1), new BlockRows(20, 20, 2).Split());
        return (network, TrainingLoop.Run(training, new TrainingOptions { Epochs = epochs, BatchSize = 20 }, progress));
    }

    [Fact]
    public void Finds_the_two_groups()
    {
        var (network, report) = Train(60, Small);
        // Knowing the group halves the candidates: log 20 → log 10 at best; by chance it stays near log 20.
        using (network) Assert.True(report.BestValidation < Math.Log(20) - 0.4, $"validation {report.BestValidation}");
    }

    [Fact]
    public void A_heavier_divergence_ends_nearer_to_the_prior()
    {
        double Divergence(double gamma)
        {
            var (network, report) = Train(60, Small with { Gamma = gamma });
            network.Dispose();
            return report.Losses[^1].Values["kl"];
        }
        Assert.True(Divergence(1) < Divergence(0) / 2);
    }

    [Fact]
    public void Two_hundred_epochs_leave_no_tensor_behind()
    {
        long after20 = 0, after200 = 0;
        var (network, _) = Train(200, Small, l =>
        {
            if (l.Epoch == 20) after20 = TensorCounts.Settled();
            if (l.Epoch == 200) after200 = TensorCounts.Settled();
        });
        network.Dispose();
        Assert.Equal(after20, after200);
    }
}
