namespace Ecom.Neural.Adversarial;

/// <summary>What generator and discriminator play for.</summary>
public enum AdversarialObjective
{
    /// <summary>The original game; the generator's gradient fades where the discriminator is sure.</summary>
    Minimax,

    /// <summary>The generator ascends log D(fake) instead.</summary>
    NonSaturating,

    /// <summary>WGAN-GP: a critic with gradient penalty.</summary>
    Wasserstein,
}
