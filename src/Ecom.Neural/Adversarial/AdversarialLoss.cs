using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Adversarial;

/// <summary>The losses of the two players. Discriminator outputs are logits, [batch × 1].</summary>
public static class AdversarialLoss
{
    /// <summary>
    /// What the discriminator descends: −E[log D(real)] − E[log(1 − D(fake))] (Goodfellow et al. 2014), or E[f(fake)] − E[f(real)] as a critic
    /// (Arjovsky et al. 2017; the gradient penalty comes on top).
    /// </summary>
    public static torch.Tensor Discriminator(AdversarialObjective objective, torch.Tensor real, torch.Tensor fake) => objective switch
    {
        AdversarialObjective.Wasserstein => fake.mean() - real.mean(),
        // 1 − σ(l) = σ(−l); the logarithm of the sigmoid does not overflow.
        _ => -real.log_sigmoid().mean() - (-fake).log_sigmoid().mean(),
    };

    /// <summary>
    /// What the generator descends: E[log(1 − D(fake))] (minimax), −E[log D(fake)] (non-saturating), or −E[f(fake)] (Wasserstein).
    /// </summary>
    public static torch.Tensor Generator(AdversarialObjective objective, torch.Tensor fake) => objective switch
    {
        AdversarialObjective.Minimax => (-fake).log_sigmoid().mean(),
        AdversarialObjective.NonSaturating => -fake.log_sigmoid().mean(),
        AdversarialObjective.Wasserstein => -fake.mean(),
        _ => throw new ArgumentOutOfRangeException(nameof(objective)),
    };

    /// <summary>E[(‖∇f(x̂)‖₂ − 1)²] at points between real and fake rows (Gulrajani et al. 2017).</summary>
    /// <param name="critic">[batch × width] → [batch × 1].</param>
    /// <param name="real">[batch × width].</param>
    /// <param name="fake">[batch × width].</param>
    /// <param name="generator">Draws the points.</param>
    public static torch.Tensor GradientPenalty(
        Func<torch.Tensor, torch.Tensor> critic, torch.Tensor real, torch.Tensor fake, torch.Generator generator)
    {
        var mix = torch.rand(real.shape[0], 1, generator: generator);
        var between = (mix * real.detach() + (Scalars.Of(1) - mix) * fake.detach()).requires_grad_();
        var output = critic(between);
        var gradient = torch.autograd.grad([output], [between], [torch.ones_like(output)], retain_graph: true, create_graph: true)[0];
        return Penalty(gradient.square().sum(1));
    }

    /// <summary>The same of the gradients' squared lengths, [batch].</summary>
    internal static torch.Tensor Penalty(torch.Tensor squares) => ((squares + Scalars.Of(1e-12)).sqrt() - Scalars.Of(1)).square().mean();
}
