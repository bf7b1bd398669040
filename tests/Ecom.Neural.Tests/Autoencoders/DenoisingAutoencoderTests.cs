using Ecom.Neural.Autoencoders;
using Ecom.Neural.Tests.Networks;
using Ecom.Neural.Training;
using TorchSharp;

namespace Ecom.Neural.Tests.Autoencoders;

[Collection("tensor counts")]
public class DenoisingAutoencoderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Finds_the_two_groups_and_leaves_no_tensor_behind(int sampled)
    {
        var options = new DenoisingAutoencoderOptions { Hidden = 16, LearningRate = 5e-3, Sampled = sampled };
        long after20 = 0, after200 = 0;
        using var network = new DenoisingAutoencoder(20, options, 1);
        using var training = new DenoisingAutoencoderTraining(network, options, new BlockRows(80, 20, 1), new BlockRows(20, 20, 2).Split());
        var report = TrainingLoop.Run(training, new TrainingOptions { Epochs = 200, BatchSize = 20 }, l =>
        {
            if (l.Epoch == 20) after20 = TensorCounts.Settled();
            if (l.Epoch == 200) after200 = torch.Tensor.TotalCount;
        });
        Assert.True(report.BestValidation < Math.Log(20) - 0.4);
        Assert.Equal(after20, after200);
    }
}
