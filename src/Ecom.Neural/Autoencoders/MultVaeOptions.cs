namespace Ecom.Neural.Autoencoders;

/// <summary>Size and regularisation of a Mult-VAE. Defaults are for some thousand items; the paper has 600 and 200 for 20,000.</summary>
public sealed record MultVaeOptions
{
    /// <summary>Width of the hidden layer on either side.</summary>
    public int Hidden { get; init; } = 300;

    /// <summary>Dimensions of z.</summary>
    public int Latent { get; init; } = 100;

    /// <summary>Share of the input set to zero while training.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>The largest weight of the Kullback-Leibler term; below 1 as the paper recommends.</summary>
    public double BetaCap { get; init; } = 0.2;

    /// <summary>Share of all training steps over which the weight grows from zero.</summary>
    public double AnnealingShare { get; init; } = 0.4;

    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Items that a step samples beside those its batch touched (see <see cref="Networks.ColumnSample"/>); 0: all items at every step.</summary>
    public int Sampled { get; init; }

    /// <summary>L2 penalty on the weights.</summary>
    public double WeightDecay { get; init; }
}
