namespace Ecom.Neural.Autoencoders;

/// <summary>Size and regularisation of a denoising autoencoder.</summary>
public sealed record DenoisingAutoencoderOptions
{
    public int Hidden { get; init; } = 200;

    /// <summary>Share of the input set to zero while training.</summary>
    public double Corruption { get; init; } = 0.5;

    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Items that a step samples beside those its batch touched (see <see cref="Networks.ColumnSample"/>); 0: all items at every step.</summary>
    public int Sampled { get; init; }

    /// <summary>L2 penalty on the weights.</summary>
    public double WeightDecay { get; init; } = 1e-5;
}
