using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Autoencoders;

/// <summary>
/// The evidence lower bound of a variational autoencoder with a multinomial likelihood, in full (Liang, Krishnan, Hoffman, Jebara 2018,
/// «Variational Autoencoders for Collaborative Filtering», equations 2, 6 and 7):
/// <c>E_q[Σ_i x_i log π_i(z)] − β KL(q(z|x) ‖ N(0, I))</c> with <c>π = softmax(f(z))</c>.
/// </summary>
public static class EvidenceLowerBound
{
    /// <summary>−Σ_i x_i log softmax(logits)_i per row: [batch].</summary>
    /// <param name="x">Counts or weights: [batch × items].</param>
    /// <param name="logits">f(z): [batch × items].</param>
    public static torch.Tensor Reconstruction(torch.Tensor x, torch.Tensor logits) =>
        -(x * torch.nn.functional.log_softmax(logits, 1)).sum(1);

    /// <summary>KL(N(μ, σ²) ‖ N(0, I)) = ½ Σ (μ² + σ² − 1 − log σ²) per row: [batch].</summary>
    public static torch.Tensor Divergence(torch.Tensor mean, torch.Tensor logVariance) =>
        Scalars.Of(0.5) * (mean.square() + logVariance.exp() - Scalars.Of(1) - logVariance).sum(1);

    /// <summary>β at a step: from zero in equal steps to <paramref name="cap"/> over <paramref name="annealingSteps"/> (section 2.2.2 of the paper).</summary>
    public static double Beta(long step, long annealingSteps, double cap) =>
        annealingSteps <= 0 ? cap : Math.Min(cap, cap * step / annealingSteps);
}
