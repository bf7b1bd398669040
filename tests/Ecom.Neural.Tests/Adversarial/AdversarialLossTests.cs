using Ecom.Neural.Adversarial;
using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Tests.Adversarial;

public class AdversarialLossTests
{
    public AdversarialLossTests() => TorchRuntime.EnsureLoaded();

    private static double Sigmoid(double l) => 1 / (1 + Math.Exp(-l));

    [Fact]
    public void Each_loss_equals_its_formula_on_two_rows()
    {
        using var scope = torch.NewDisposeScope();
        var real = torch.tensor(new float[] { 0.5f, 2 }).reshape(2, 1);
        var fake = torch.tensor(new float[] { -1, 0.3f }).reshape(2, 1);
        var game = -(Math.Log(Sigmoid(0.5)) + Math.Log(Sigmoid(2))) / 2 - (Math.Log(1 - Sigmoid(-1)) + Math.Log(1 - Sigmoid(0.3))) / 2;
        Assert.Equal(game, AdversarialLoss.Discriminator(AdversarialObjective.Minimax, real, fake).item<float>(), 5);
        Assert.Equal(game, AdversarialLoss.Discriminator(AdversarialObjective.NonSaturating, real, fake).item<float>(), 5);
        Assert.Equal(-0.35 - 1.25, AdversarialLoss.Discriminator(AdversarialObjective.Wasserstein, real, fake).item<float>(), 5);

        Assert.Equal(
            (Math.Log(1 - Sigmoid(-1)) + Math.Log(1 - Sigmoid(0.3))) / 2, AdversarialLoss.Generator(AdversarialObjective.Minimax, fake).item<float>(), 5);
        Assert.Equal(
            -(Math.Log(Sigmoid(-1)) + Math.Log(Sigmoid(0.3))) / 2, AdversarialLoss.Generator(AdversarialObjective.NonSaturating, fake).item<float>(), 5);
        Assert.Equal(0.35, AdversarialLoss.Generator(AdversarialObjective.Wasserstein, fake).item<float>(), 5);
    }

    [Fact]
    public void The_gradient_penalty_of_a_linear_critic_is_known_everywhere()
    {
        // f(x) = 3 x₀ + 4 x₁ has a gradient of length 5, whatever the point.
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(1, torch.CPU);
        var slope = torch.tensor(new float[] { 3, 4 }).reshape(2, 1);
        var penalty = AdversarialLoss.GradientPenalty(x => x.matmul(slope), torch.ones(6, 2), torch.zeros(6, 2), generator);
        Assert.Equal(16, penalty.item<float>(), 4);
    }

    [Fact]
    public void The_gradient_penalty_reaches_the_critics_weights()
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(1, torch.CPU);
        var slope = torch.tensor(new float[] { 3, 4 }).reshape(2, 1).requires_grad_();
        AdversarialLoss.GradientPenalty(x => x.matmul(slope), torch.ones(6, 2), torch.zeros(6, 2), generator).backward();
        // d/dw (‖w‖ − 1)² = 2 (‖w‖ − 1) w / ‖w‖ = 8 · (0.6, 0.8).
        Assert.Equal([4.8f, 6.4f], slope.grad!.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-3);
    }
}
