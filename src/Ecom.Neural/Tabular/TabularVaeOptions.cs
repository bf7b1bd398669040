namespace Ecom.Neural.Tabular;

/// <summary>Settings of TVAE; defaults of the paper and its reference implementation.</summary>
public sealed record TabularVaeOptions
{
    public int Hidden { get; init; } = 128;
    public int Latent { get; init; } = 128;
    public double LearningRate { get; init; } = 1e-3;
    public double WeightDecay { get; init; } = 1e-5;

    /// <summary>Weight of the reconstruction against the divergence.</summary>
    public double ReconstructionWeight { get; init; } = 2;

    /// <summary>Weight of the divergence; 0 makes a plain autoencoder.</summary>
    public double Beta { get; init; } = 1;
}
