using Ecom.Neural.Autoencoders;
using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Tests.Autoencoders;

public class EvidenceLowerBoundTests
{
    public EvidenceLowerBoundTests() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Equals_the_hand_computed_case()
    {
        // softmax(0, ln 2, ln 5) = (1, 2, 5) / 8; x = (1, 0, 2).
        using var x = torch.tensor(new float[,] { { 1, 0, 2 } });
        using var logits = torch.tensor(new float[,] { { 0, (float)Math.Log(2), (float)Math.Log(5) } });
        using var reconstruction = EvidenceLowerBound.Reconstruction(x, logits);
        Assert.Equal(-(Math.Log(1 / 8.0) + 2 * Math.Log(5 / 8.0)), reconstruction.item<float>(), 5);

        // μ = (1, −2), σ² = (1, e): ½[(1 + 1 − 1 − 0) + (4 + e − 1 − 1)] = ½(3 + e).
        using var mean = torch.tensor(new float[,] { { 1, -2 } });
        using var logVariance = torch.tensor(new float[,] { { 0, 1 } });
        using var divergence = EvidenceLowerBound.Divergence(mean, logVariance);
        Assert.Equal(0.5 * (3 + Math.E), divergence.item<float>(), 5);
    }

    [Fact]
    public void The_divergence_is_zero_at_the_prior_and_equals_a_sampled_estimate_elsewhere()
    {
        using var zero = torch.zeros(1, 3);
        using var atPrior = EvidenceLowerBound.Divergence(zero, zero);
        Assert.Equal(0, atPrior.item<float>(), 6);

        // KL = E_q[log q − log p], estimated with 200,000 draws from q = N(0.7, e^−0.5).
        var random = new Random(1);
        var (mean, logVariance, sum) = (0.7, -0.5, 0.0);
        const int draws = 200_000;
        for (var d = 0; d < draws; d++)
        {
            var e = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var z = mean + Math.Exp(logVariance / 2) * e;
            sum += -0.5 * (e * e + logVariance) + 0.5 * z * z;
        }
        using var m = torch.full(1, 1, Scalars.Of(mean));
        using var l = torch.full(1, 1, Scalars.Of(logVariance));
        using var exact = EvidenceLowerBound.Divergence(m, l);
        Assert.Equal(sum / draws, exact.item<float>(), 0.01);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(50, 0.1)]
    [InlineData(100, 0.2)]
    [InlineData(1000, 0.2)]
    public void Beta_grows_in_equal_steps_to_its_cap(long step, double beta) => Assert.Equal(beta, EvidenceLowerBound.Beta(step, 100, 0.2), 9);

    [Fact]
    public void Without_annealing_beta_is_its_cap_at_once() => Assert.Equal(1, EvidenceLowerBound.Beta(0, 0, 1));
}
