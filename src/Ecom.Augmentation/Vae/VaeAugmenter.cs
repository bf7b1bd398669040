using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Vae;

namespace Ecom.Augmentation.Vae;

/// <summary>
/// A Mult-VAE (Liang et al. 2018) over user histories completes short histories with its most likely items, and, with <c>sampled</c> above zero,
/// adds users decoded from draws of the prior.
/// </summary>
public sealed class VaeAugmenter : IAugmenter
{
    private static readonly string[] AmountNames = [.. Completions.Names, "sampled"];

    public string Name => "vae";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var network = Parameters.None.With("hidden", 300).With("latent", 100).With("dropout", 0.5).With("beta", 0.2).With("epochs", 100);
        var first = network.With("most", 10).With("add", 10).With("weight", 0.3);
        yield return first;
        yield return first.With("weight", 0.1);
        yield return first.With("most", 20).With("add", 20);
        yield return first.With("weight", 0.6);
        yield return first.With("most", 5).With("add", 20).With("weight", 0.5);
        yield return first.With("add", 0).With("sampled", 0.5);
        yield return first.With("most", 1e6).With("add", 10).With("weight", 0.2);
        var random = new Random(seed);
        while (true)
            yield return first
                .With("dropout", 0.1 * random.Next(3, 8)).With("most", 5 * random.Next(1, 9)).With("add", 5 * random.Next(1, 9))
                .With("weight", 0.1 * random.Next(1, 9)).With("sampled", random.Next(4) == 0 ? 0.5 : 0);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new VaeFamily().Estimate(shape, parameters);

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) =>
        new VaeGenerator(VaeFit.Run(data.Observed, parameters, PrivacyFloor.Users, context), data.Observed);

    public string FitKey(Parameters parameters) => FitKeys.Without(parameters, AmountNames);
}
