namespace Ecom.Models.Scoring;

/// <summary>One block: x + Attention(Norm(x)), then x + W₂·relu(W₁·Norm(x)).</summary>
/// <param name="AttentionNorm">Scale then shift, [2 × d].</param>
/// <param name="Attention">Query, key, value and output matrices one after the other, [4 × d × d].</param>
/// <param name="AttentionBias">[4 × d].</param>
/// <param name="ForwardNorm">[2 × d].</param>
/// <param name="Forward">W₁ then W₂, [2 × d × d].</param>
/// <param name="ForwardBias">[2 × d].</param>
public sealed record TransformerBlock(
    float[] AttentionNorm, float[] Attention, float[] AttentionBias, float[] ForwardNorm, float[] Forward, float[] ForwardBias);
