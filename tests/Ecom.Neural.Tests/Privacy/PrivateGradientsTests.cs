using Ecom.Neural.Privacy;
using Ecom.Neural.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Tests.Privacy;

public class PrivateGradientsTests
{
    public PrivateGradientsTests() => TorchRuntime.EnsureLoaded();

    private static float[] Gradient(PrivateGradients gradients, Parameter parameter, torch.Tensor? sum)
    {
        parameter.grad?.zero_();
        gradients.Surrogate([parameter], sum is null ? [] : [(parameter, sum)]).backward();
        return parameter.grad!.data<float>().ToArray();
    }

    [Fact]
    public void The_gradient_is_the_sum_over_the_expected_batch_and_noise_of_its_own_each_time()
    {
        using var parameter = new Parameter(torch.zeros(40_000));
        var silent = new PrivateGradients(200, 0.1, 2, 0);
        Assert.All(Gradient(silent, parameter, torch.full(40_000, Scalars.Of(5.0))), g => Assert.Equal(0.25f, g, 1e-6f));

        var noised = new PrivateGradients(200, 0.1, 2, 3);
        var first = Gradient(noised, parameter, torch.full(40_000, Scalars.Of(5.0)));
        // Noise of 3 · 2 on the sum, of 0.3 on the mean over 20 rows.
        Assert.InRange(first.Average(), 0.24, 0.26);
        Assert.InRange(Math.Sqrt(first.Average(g => (g - 0.25) * (g - 0.25))), 0.29, 0.31);
        Assert.NotEqual(first, Gradient(noised, parameter, torch.full(40_000, Scalars.Of(5.0))));
        // No rows drawn: noise all the same, or its absence would tell.
        Assert.InRange(Math.Sqrt(Gradient(noised, parameter, null).Average(g => g * g)), 0.29, 0.31);
        Assert.Equal(3, noised.Steps);
    }

    [Fact]
    public void A_parameter_without_a_clipped_gradient_is_refused()
    {
        using var parameter = new Parameter(torch.zeros(2));
        using var other = new Parameter(torch.zeros(2));
        Assert.Throws<InvalidOperationException>(() => new PrivateGradients(10, 0.5, 1, 1).Surrogate([parameter, other], [(parameter, torch.zeros(2))]));
    }
}
