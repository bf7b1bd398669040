using Ecom.Models;
using Ecom.Neural.Autoencoders;

namespace Ecom.Recommendation.Vae;

/// <summary>The names under which a Mult-VAE's settings are searched and recorded.</summary>
public static class VaeParameters
{
    public static readonly string[] Names = ["hidden", "latent", "dropout", "beta", "epochs", "patience", "learningRate"];

    public static MultVaeOptions ToOptions(Parameters p) => new()
    {
        Hidden = (int)p.Number("hidden", 300),
        Latent = (int)p.Number("latent", 100),
        Dropout = p.Number("dropout", 0.5),
        BetaCap = p.Number("beta", 0.2),
        LearningRate = p.Number("learningRate", 1e-3),
    };
}
