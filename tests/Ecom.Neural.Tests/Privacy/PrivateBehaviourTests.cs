using Ecom.Neural.Adversarial;
using Ecom.Neural.Autoencoders;
using Ecom.Neural.Networks;
using Ecom.Neural.Privacy;
using Ecom.Neural.Runtime;
using Ecom.Neural.Tests.Networks;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Tests.Privacy;

/// <summary>What one user, a row, can do to a step's gradients, and what a step releases.</summary>
[Collection("tensor counts")]
public class PrivateBehaviourTests
{
    private const int Users = 12, Items = 20;

    public PrivateBehaviourTests() => TorchRuntime.EnsureLoaded();

    private static torch.Tensor Rows() => DenseBatch.Of(new BlockRows(Users, Items, 1), [.. Enumerable.Range(0, Users)]);

    private static double Norm(IReadOnlyList<(Parameter Parameter, torch.Tensor Sum)> sums) => Math.Sqrt(sums.Sum(s => (double)s.Sum.square().sum().item<float>()));

    /// <summary>The batch's sum is that of its users one by one, none of whom is beyond the norm, and most of whom were before.</summary>
    private static void Check(
        Func<torch.Tensor, double, IReadOnlyList<(Parameter Parameter, torch.Tensor Sum)>> gradients, Parameter[] parameters, double clip)
    {
        using var x = Rows();
        var expected = parameters.Select(p => torch.zeros(p.shape)).ToArray();
        for (var u = 0; u < Users; u++)
        {
            var one = gradients(x.narrow(0, u, 1), clip);
            Assert.InRange(Norm(one), 0, clip * (1 + 1e-4));
            // Clipped or not, all of a user's direction is there: without a bound the gradient is longer.
            Assert.True(Norm(gradients(x.narrow(0, u, 1), 1e9)) > clip);
            foreach (var (parameter, sum) in one)
            {
                var at = Array.FindIndex(parameters, p => ReferenceEquals(p, parameter));
                expected[at] = expected[at] + sum;
            }
        }
        var all = gradients(x, clip);
        Assert.Equal(parameters.Length, all.Count);
        foreach (var (parameter, sum) in all)
            Assert.True(torch.allclose(sum, expected[Array.FindIndex(parameters, p => ReferenceEquals(p, parameter))], 1e-3, 1e-5));
    }

    [Fact]
    public void A_user_moves_a_vae_by_no_more_than_the_clip()
    {
        // Without dropout, and with a vanishing deviation, nothing is random, so that one user alone is what the user is in a batch.
        var options = new MultVaeOptions { Hidden = 6, Latent = 3, Dropout = 0 };
        using var network = new MultVae(Items, options, 1);
        using (torch.no_grad()) network.named_parameters().Single(p => p.name == "_encoder.layer1.bias" || p.name == "encoder.layer1.bias").parameter.narrow(0, 3, 3).fill_(Scalars.Of(-40));
        using var generator = new torch.Generator(1, torch.CPU);
        Check(
            (x, clip) =>
            {
                using var training = new PrivateMultVaeTraining(network, options, new BlockRows(Users, Items, 1), new PrivateGradients(Users, 1, clip, 1));
                return training.Gradients(x, 0.2, generator);
            },
            [.. network.parameters()], 0.05);
    }

    [Theory]
    [InlineData(AdversarialObjective.Minimax)]
    [InlineData(AdversarialObjective.NonSaturating)]
    public void A_user_moves_either_player_by_no_more_than_the_clip(AdversarialObjective objective)
    {
        var options = new CfganOptions { GeneratorHidden = 6, DiscriminatorHidden = 4, MaskRatio = 0, ZeroRatio = 1, ZeroWeight = 1, Objective = objective };
        using var network = new Cfgan(Items, options, 1);
        using var generator = new torch.Generator(1, torch.CPU);
        PrivateCfganTraining Training(double clip) => new(network, options, new BlockRows(Users, Items, 1), new PrivateGradients(Users, 1, clip, 1));
        Check((x, clip) => { using var t = Training(clip); return t.DiscriminatorGradients(x, generator); }, [.. network.DiscriminatorParameters], 0.01);
        Check((x, clip) => { using var t = Training(clip); return t.GeneratorGradients(x, generator); }, [.. network.GeneratorParameters], 0.01);
    }

    [Fact]
    public void The_gradient_penalty_is_refused()
    {
        var options = new CfganOptions { GeneratorHidden = 4, DiscriminatorHidden = 4, Objective = AdversarialObjective.Wasserstein };
        using var network = new Cfgan(Items, options, 1);
        Assert.Throws<ArgumentException>(() => new PrivateCfganTraining(network, options, new BlockRows(Users, Items, 1), new PrivateGradients(Users, 1, 1, 1)));
    }

    [Fact]
    public void A_step_of_a_vae_is_one_release_and_of_a_gan_two_and_no_loss_of_rows_is_told()
    {
        var rows = new BlockRows(Users, Items, 1);
        var (vaeOptions, ganOptions) = (new MultVaeOptions { Hidden = 6, Latent = 3 }, new CfganOptions { GeneratorHidden = 6, DiscriminatorHidden = 4 });
        using var vae = new MultVae(Items, vaeOptions, 1);
        using var gan = new Cfgan(Items, ganOptions, 1);
        var (one, two) = (new PrivateGradients(Users, 0.5, 1, 1), new PrivateGradients(Users, 0.5, 1, 1));
        using var first = new PrivateMultVaeTraining(vae, vaeOptions, rows, one);
        using var second = new PrivateCfganTraining(gan, ganOptions, rows, two);
        var loop = new TrainingOptions { Epochs = 5, BatchSize = 6 };
        var (vaeReport, ganReport) = (TrainingLoop.Run(first, loop), TrainingLoop.Run(second, loop));
        Assert.Equal((10, 20), (one.Steps, two.Steps));
        Assert.All(vaeReport.Losses, l => Assert.Equal(["noisedGradient"], l.Values.Keys));
        Assert.All(ganReport.Losses, l => Assert.Equal(["noisedGradientD", "noisedGradientG"], l.Values.Keys.Order()));
        Assert.Null(ganReport.BestValidation);
    }

    [Fact]
    public void Two_hundred_private_epochs_leave_no_tensor_behind()
    {
        var options = new CfganOptions { GeneratorHidden = 6, DiscriminatorHidden = 4, MaskRatio = 0.2 };
        using var network = new Cfgan(Items, options, 1);
        using var training = new PrivateCfganTraining(network, options, new BlockRows(Users, Items, 1), new PrivateGradients(Users, 0.5, 1, 1));
        long after20 = 0, after200 = 0;
        TrainingLoop.Run(training, new TrainingOptions { Epochs = 200, BatchSize = 6 }, l =>
        {
            if (l.Epoch == 20) after20 = TensorCounts.Settled();
            if (l.Epoch == 200) after200 = torch.Tensor.TotalCount;
        });
        Assert.Equal(after20, after200);
    }
}
