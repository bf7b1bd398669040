using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Tests.Training;

public sealed class AdamOptimizerTests
{
    public AdamOptimizerTests() => TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData(.9, .999, 0)]
    [InlineData(.5, .9, 1e-2)]
    public void Its_steps_are_those_of_the_library(double beta1, double beta2, double weightDecay)
    {
        var start = torch.tensor(new[] { 1f, -2f, 3f });
        using var ours = new Parameter(start.clone());
        using var theirs = new Parameter(start.clone());
        using var optimizer = new AdamOptimizer([ours], .1, beta1, beta2, weightDecay);
        using var reference = new Adam([theirs], .1, beta1, beta2, weight_decay: weightDecay);

        for (var i = 0; i < 20; i++)
        {
            Descend(ours, optimizer);
            Descend(theirs, reference);
        }

        Assert.Equal(theirs.data<float>().ToArray(), ours.data<float>().ToArray());
        Assert.NotEqual(start.data<float>().ToArray(), ours.data<float>().ToArray());
    }

    [Fact]
    public void A_parameter_without_gradient_stays()
    {
        using var parameter = new Parameter(torch.ones(2));
        using var optimizer = new AdamOptimizer([parameter], .1);

        optimizer.step();

        Assert.Equal([1f, 1f], parameter.data<float>().ToArray());
    }

    private static void Descend(Parameter parameter, OptimizerHelper optimizer)
    {
        using var scope = torch.NewDisposeScope();
        optimizer.zero_grad();
        (parameter.square().square().sum() + parameter.sum()).backward();
        optimizer.step();
    }
}
