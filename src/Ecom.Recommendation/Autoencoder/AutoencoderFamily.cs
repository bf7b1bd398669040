using Ecom.Models;
using Ecom.Neural.Autoencoders;
using Ecom.Neural.Networks;
using Ecom.Neural.Training;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.Autoencoder;

/// <summary>A denoising autoencoder as a recommender (Mult-DAE; Liang et al. 2018, after CDAE; Wu et al. 2016).</summary>
public sealed class AutoencoderFamily : NetworkFamily
{
    public override string Name => "autoencoder";

    protected override bool UnitLength => true;

    public override IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var first = Parameters.None.With("hidden", 200).With("corruption", 0.5).With("decay", 1e-5);
        return new ParameterSpace()
            .Known(first).Known(first.With("corruption", 0.7)).Known(first.With("hidden", 400)).Known(first.With("decay", 1e-4))
            .Choice("hidden", 100, 200, 400, 600).Choice("corruption", 0.3, 0.5, 0.6, 0.7, 0.8).Log("decay", 1e-6, 1e-3).Proposals(seed);
    }

    public override FitEstimate Estimate(TrainingShape shape, Parameters parameters) =>
        EstimateOf(2 * parameters.Number("hidden", 200) * shape.Items, shape, parameters);

    protected override (ITrainingTask Task, Func<IReadOnlyList<DenseLayer>> Export) Build(HistorySplit split, Parameters parameters, int seed)
    {
        var options = new DenoisingAutoencoderOptions
        {
            Hidden = (int)parameters.Number("hidden", 200),
            Corruption = parameters.Number("corruption", 0.5),
            WeightDecay = parameters.Number("decay", 1e-5),
            LearningRate = parameters.Number("learningRate", 1e-3),
            Sampled = Sampled(split.Training.Width, parameters),
        };
        var network = new DenoisingAutoencoder(split.Training.Width, options, seed);
        return (new DenoisingAutoencoderTraining(network, options, split.Training, split.HeldOut), network.Export);
    }
}
