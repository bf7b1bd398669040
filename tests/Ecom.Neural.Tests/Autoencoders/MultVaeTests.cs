using Ecom.Neural.Autoencoders;
using Ecom.Neural.Networks;
using Ecom.Neural.Tests.Networks;
using Ecom.Neural.Training;
using TorchSharp;

namespace Ecom.Neural.Tests.Autoencoders;

[Collection("tensor counts")]
public class MultVaeTests
{
    private static readonly MultVaeOptions Small = new() { Hidden = 16, Latent = 4, LearningRate = 5e-3 };

    private static (MultVae Network, TrainingReport Report) Train(int epochs, int seed = 1)
    {
        var network = new MultVae(20, Small, seed);
        using var training = new MultVaeTraining(network, Small, new BlockRows(80, 20, 1), new BlockRows(20, 20, 2).Split());
        return (network, TrainingLoop.Run(training, new TrainingOptions { Epochs = epochs, BatchSize = 20, Seed = seed }));
    }

    [Fact]
    public void Finds_the_two_groups_and_its_losses_fall()
    {
        var (network, report) = Train(60);
        using (network)
        {
            Assert.True(report.Losses[^1].Values["reconstruction"] < report.Losses[0].Values["reconstruction"]);
            Assert.All(report.Losses, l => Assert.True(l.Values["kl"] >= 0));
            // Knowing the group halves the candidates: log 20 → log 10 at best; by chance it stays near log 20.
            Assert.True(report.BestValidation < Math.Log(20) - 0.4, $"validation {report.BestValidation}");

            using var x = torch.zeros(1, 20);
            x[0, 3] = 1;
            using var logits = network.forward(x);
            var scores = logits.data<float>().ToArray();
            Assert.True(scores[..10].Average() > scores[10..].Average() + 1);
        }
    }

    [Fact]
    public void Equal_seeds_give_equal_weights()
    {
        var (a, _) = Train(3);
        var (b, _) = Train(3);
        var (c, _) = Train(3, seed: 2);
        using (a)
        using (b)
        using (c)
        {
            Assert.Equal(a.Export().SelectMany(l => l.Weights), b.Export().SelectMany(l => l.Weights));
            Assert.NotEqual(a.Export().SelectMany(l => l.Weights), c.Export().SelectMany(l => l.Weights));
        }
    }

    [Fact]
    public void The_exported_layers_compute_what_the_network_computes()
    {
        var (network, _) = Train(5);
        using (network)
        {
            float[] x = [1, 0, 0, 1, 1, .. new float[15]];
            using var input = torch.tensor(x, 1, 20);
            using var expected = network.forward(input);
            var y = x.Select(v => v / MathF.Sqrt(3)).ToArray();
            foreach (var layer in network.Export()) y = Run(layer, y);
            Assert.Equal(expected.data<float>().ToArray(), y, (a, b) => Math.Abs(a - b) < 1e-4);
        }
    }

    [Fact]
    public void Two_hundred_epochs_leave_no_tensor_behind()
    {
        long after20 = 0, after200 = 0;
        var network = new MultVae(20, Small, 1);
        using (network)
        {
            using var training = new MultVaeTraining(network, Small, new BlockRows(80, 20, 1), new BlockRows(20, 20, 2).Split());
            TrainingLoop.Run(training, new TrainingOptions { Epochs = 200, BatchSize = 20 }, l =>
            {
                if (l.Epoch == 20) after20 = TensorCounts.Settled();
                if (l.Epoch == 200) after200 = torch.Tensor.TotalCount;
            });
        }
        Assert.Equal(after20, after200);
    }

    private static float[] Run(DenseLayer layer, float[] x)
    {
        var y = new float[layer.Outputs];
        for (var o = 0; o < y.Length; o++)
        {
            var sum = layer.Biases[o];
            for (var i = 0; i < x.Length; i++) sum += layer.Weights[o * layer.Inputs + i] * x[i];
            y[o] = layer.Activation == Activation.Tanh ? MathF.Tanh(sum) : sum;
        }
        return y;
    }
}
