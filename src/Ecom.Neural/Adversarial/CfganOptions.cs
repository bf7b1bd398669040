namespace Ecom.Neural.Adversarial;

/// <summary>Settings of CFGAN; defaults near those its authors and a replication (Pérez Maurera et al. 2022) use on ml100k.</summary>
public sealed record CfganOptions
{
    public int GeneratorHidden { get; init; } = 400;
    public int DiscriminatorHidden { get; init; } = 125;
    public double GeneratorRate { get; init; } = 1e-3;
    public double DiscriminatorRate { get; init; } = 1e-4;

    /// <summary>L2 penalty on the generator's weights.</summary>
    public double GeneratorDecay { get; init; } = 1e-4;

    /// <summary>Discriminator steps per generator step.</summary>
    public int DiscriminatorSteps { get; init; } = 1;

    /// <summary>Share of a user's untouched items whose generated value is pulled to zero (zero reconstruction); 0: off.</summary>
    public double ZeroRatio { get; init; } = 0.7;

    /// <summary>Weight of zero reconstruction.</summary>
    public double ZeroWeight { get; init; } = 0.03;

    /// <summary>Share of untouched items that the discriminator gets to see beside the touched ones (partial masking); 0: off.</summary>
    public double MaskRatio { get; init; }

    public AdversarialObjective Objective { get; init; } = AdversarialObjective.Minimax;

    /// <summary>
    /// Items that a step draws for all of its batch beside those that each row touched (see <see cref="Networks.SharedSample"/>); 0: all items at every step. Shares of untouched items are then shares of the drawn
    /// ones, and zero reconstruction counts a drawn one for all that it stands for.
    /// </summary>
    public int Sampled { get; init; }

    /// <summary>Weight of the gradient penalty where the objective is <see cref="AdversarialObjective.Wasserstein"/>.</summary>
    public double Penalty { get; init; } = 10;
}
