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
        // More than a vector of the machine's, and not a multiple of it.
        var start = torch.linspace(-2, 3, 37);
        using var ours = new Parameter(start.clone());
        using var theirs = new Parameter(start.clone());
        using var optimizer = new AdamOptimizer([ours], .1, beta1, beta2, weightDecay);
        using var reference = new Adam([theirs], .1, beta1, beta2, weight_decay: weightDecay);

        for (var i = 0; i < 20; i++)
        {
            Descend(ours, optimizer);
            Descend(theirs, reference);
        }

        Assert.All(theirs.data<float>().ToArray().Zip(ours.data<float>().ToArray()), p => Assert.Equal(p.First, p.Second, 1e-5f));
        Assert.NotEqual(start.data<float>().ToArray(), ours.data<float>().ToArray());
    }

    [Fact]
    public void A_gradient_in_another_order_of_memory_reaches_its_own_numbers()
    {
        using var ours = new Parameter(torch.zeros(2, 3));
        ours.grad = torch.tensor(new[,] { { 1f, 0f }, { 0f, 0f }, { 0f, 1f } }).t();
        using var optimizer = new AdamOptimizer([ours], .1);

        optimizer.step();

        Assert.All(new[] { -.1f, 0, 0, 0, 0, -.1f }.Zip(ours.data<float>().ToArray()), p => Assert.Equal(p.First, p.Second, 1e-6f));
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
