namespace Ecom.Neural.Tabular;

/// <summary>Settings of CTGAN; defaults of the paper and its reference implementation.</summary>
public sealed record ConditionalGanOptions
{
    public int Noise { get; init; } = 128;
    public int Hidden { get; init; } = 256;
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>L2 penalty on the generator's weights.</summary>
    public double GeneratorDecay { get; init; } = 1e-6;

    /// <summary>Rows that the critic judges together (PacGAN; Lin et al. 2018).</summary>
    public int Pack { get; init; } = 10;

    /// <summary>Weight of the gradient penalty.</summary>
    public double Penalty { get; init; } = 10;

    /// <summary>Temperature of the Gumbel softmax (Jang, Gu, Poole 2017).</summary>
    public double Temperature { get; init; } = 0.2;

    /// <summary>Share of the critic's hidden units dropped.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>Under differential privacy: steps of the critic for one of the generator (Bie, Kamath, Zhang 2023, «Private GANs, Revisited»: more is better).</summary>
    public int CriticSteps { get; init; } = 10;
}
