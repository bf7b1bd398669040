using Ecom.Models;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;

namespace Ecom.Recommendation.Vae;

/// <summary>
/// Mult-VAE as a recommender: items ranked by the logits at the mean of q(z|x) (Liang et al. 2018, «Variational Autoencoders for Collaborative
/// Filtering»).
/// </summary>
public sealed class VaeFamily : IRecommenderFamily
{
    public string Name => "vae";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var first = Parameters.None.With("hidden", 300).With("latent", 100).With("dropout", 0.5).With("beta", 0.2).With("epochs", 100);
        yield return first;
        yield return first.With("dropout", 0.7);
        yield return first.With("beta", 0.05);
        yield return first.With("hidden", 600).With("latent", 200);
        yield return first.With("beta", 0.5);
        var random = new Random(seed);
        while (true)
            yield return first
                .With("hidden", 100 * random.Next(1, 8)).With("latent", 25 * random.Next(1, 9)).With("dropout", 0.1 * random.Next(2, 9))
                .With("beta", Math.Round(Math.Pow(10, -2 + 2 * random.NextDouble()), 3));
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        var (hidden, latent) = (parameters.Number("hidden", 300), parameters.Number("latent", 100));
        var weights = 2 * hidden * (shape.Items + 1.5 * latent);
        // Weights, gradients, two Adam moments, the best copy and the export; some dense batches.
        return new FitEstimate(28 * weights + 5 * 4.0 * 500 * shape.Items + 3e8, 6 * weights * shape.Users * parameters.Number("epochs", 100));
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var histories = LearnedHistories.Of(data);
        var prior = Array.ConvertAll(data.Observed.ItemCounts(), c => (float)c);
        var fitted = VaeFit.Run(histories, parameters, minimumUsers: 1, context)
            ?? throw new Ecom.Domain.InputException("There are no interactions to train on.");
        return new MlpModel(Name, parameters, fitted.Layers, fitted.Vocabulary, prior, unitLength: true);
    }
}
