using Ecom.Models;
using Ecom.Neural.Autoencoders;
using Ecom.Neural.Networks;
using Ecom.Neural.Privacy;
using Ecom.Neural.Training;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.Vae;

/// <summary>
/// Mult-VAE as a recommender: items ranked by the logits at the mean of q(z|x) (Liang et al. 2018, «Variational Autoencoders for Collaborative
/// Filtering»).
/// </summary>
public sealed class VaeFamily : NetworkFamily
{
    /// <summary>Layers from the input to the mean of q(z|x); those after them are the decoder.</summary>
    public const int EncoderLayers = 2;

    public override string Name => "vae";

    protected override bool UnitLength => true;

    public override IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var first = Parameters.None.With("hidden", 300).With("latent", 100).With("dropout", 0.5).With("beta", 0.2);
        return new ParameterSpace()
            .Known(first).Known(first.With("dropout", 0.7)).Known(first.With("beta", 0.05)).Known(first.With("hidden", 600).With("latent", 200))
            .Choice("hidden", 100, 200, 300, 600).Choice("latent", 25, 50, 100, 200).Choice("dropout", 0.3, 0.5, 0.6, 0.7, 0.8)
            .Log("beta", 0.01, 1).Proposals(seed);
    }

    public override FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        var (hidden, latent) = (parameters.Number("hidden", 300), parameters.Number("latent", 100));
        return EstimateOf(2 * hidden * (shape.Items + 1.5 * latent), shape, parameters);
    }

    public override int PrivateReleases => 1;

    protected override (ITrainingTask Task, Func<IReadOnlyList<DenseLayer>> Export) BuildPrivately(
        HistoryRows rows, Parameters parameters, PrivateGradients gradients, int seed)
    {
        var options = Options(parameters);
        var network = new MultVae(rows.Width, options, seed);
        return (new PrivateMultVaeTraining(network, options, rows, gradients), network.Export);
    }

    private static MultVaeOptions Options(Parameters parameters) => new()
    {
        Hidden = (int)parameters.Number("hidden", 300),
        Latent = (int)parameters.Number("latent", 100),
        Dropout = parameters.Number("dropout", 0.5),
        BetaCap = parameters.Number("beta", 0.2),
        LearningRate = parameters.Number("learningRate", 1e-3),
    };

    protected override (ITrainingTask Task, Func<IReadOnlyList<DenseLayer>> Export) Build(HistorySplit split, Parameters parameters, int seed)
    {
        var options = Options(parameters) with { Sampled = Sampled(split.Training.Width, parameters) };
        var network = new MultVae(split.Training.Width, options, seed);
        return (new MultVaeTraining(network, options, split.Training, split.HeldOut), network.Export);
    }
}
