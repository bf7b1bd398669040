using Ecom.Models.Scoring;
using Ecom.Neural.Networks;
using Ecom.Neural.Training;
using Ecom.Recommendation.Networks;

namespace Ecom.Recommendation.Vae;

/// <summary>A trained Mult-VAE as plain numbers.</summary>
/// <param name="Vocabulary">Items of inputs and outputs.</param>
/// <param name="Layers">Input → mean of q(z|x) → logits.</param>
/// <param name="Decoder">z → logits: the last layers of <paramref name="Layers"/>.</param>
/// <param name="Report">Losses by epoch.</param>
public sealed record FittedVae(ItemVocabulary Vocabulary, IReadOnlyList<DenseLayer> Layers, MlpNetwork Decoder, TrainingReport Report)
{
    public int Latent => Decoder.Inputs;
}
