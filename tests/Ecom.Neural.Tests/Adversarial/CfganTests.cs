using Ecom.Neural.Adversarial;
using Ecom.Neural.Tests.Networks;
using Ecom.Neural.Training;
using TorchSharp;

namespace Ecom.Neural.Tests.Adversarial;

[Collection("tensor counts")]
public class CfganTests
{
    private static readonly CfganOptions Small = new() { GeneratorHidden = 16, DiscriminatorHidden = 8, GeneratorRate = 1e-2, DiscriminatorRate = 1e-3, ZeroWeight = 0.1 };

    private static (Cfgan Network, TrainingReport Report) Train(CfganOptions options, int epochs, Action<EpochLosses>? progress = null)
    {
        var network = new Cfgan(20, options, 1);
        var heldOut = new BlockRows(20, 20, 2).Split();
        using var training = new CfganTraining(network, options, new BlockRows(80, 20, 1), () => heldOut.RankingLoss(network.forward));
        return (network, TrainingLoop.Run(training, new TrainingOptions { Epochs = epochs, BatchSize = 20 }, progress));
    }

    [Theory]
    [InlineData(AdversarialObjective.Minimax, 0, 0)]
    [InlineData(AdversarialObjective.Minimax, 0.3, 5)]
    [InlineData(AdversarialObjective.NonSaturating, 0.3, 0)]
    [InlineData(AdversarialObjective.Wasserstein, 0, 0)]
    public void Every_objective_finds_the_two_groups(AdversarialObjective objective, double mask, int sampled)
    {
        var (network, report) = Train(Small with { Objective = objective, MaskRatio = mask, Sampled = sampled }, objective == AdversarialObjective.Wasserstein ? 200 : 60);
        using (network)
        {
            // By chance about 0.6 of the ideal gain is lost here.
            Assert.True(report.BestValidation < 0.45, $"{report.BestValidation}");
            Assert.All(report.Losses, l => Assert.True(l.Values.ContainsKey("lossD") && l.Values.ContainsKey("lossG")));
            Assert.Equal(objective == AdversarialObjective.Wasserstein, report.Losses[0].Values.ContainsKey("penalty"));
        }
    }

    [Fact]
    public void Without_zero_reconstruction_untouched_items_are_not_pulled_down()
    {
        float Mean(double weight)
        {
            var (network, _) = Train(Small with { ZeroWeight = weight, ZeroRatio = weight > 0 ? 0.9 : 0 }, 30);
            using (network)
            {
                using var x = torch.zeros(1, 20);
                x[0, 3] = 1;
                using var values = network.forward(x).sigmoid();
                return values.data<float>().ToArray()[10..].Average();
            }
        }
        Assert.True(Mean(0.5) < Mean(0) - 0.2);
    }

    [Fact]
    public void Two_hundred_epochs_leave_no_tensor_behind_even_with_the_gradient_penalty()
    {
        long after20 = 0, after200 = 0;
        var (network, _) = Train(Small with { Objective = AdversarialObjective.Wasserstein, MaskRatio = 0.2, DiscriminatorSteps = 2 }, 200, l =>
        {
            if (l.Epoch == 20) after20 = TensorCounts.Settled();
            if (l.Epoch == 200) after200 = torch.Tensor.TotalCount;
        });
        network.Dispose();
        Assert.Equal(after20, after200);
    }
}
