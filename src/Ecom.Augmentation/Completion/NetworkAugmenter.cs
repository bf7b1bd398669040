using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;

namespace Ecom.Augmentation.Completion;

/// <summary>
/// Completes short histories with what a network trained on all histories finds most likely. The network is the one of a model family, so
/// it can stand beside the augmented model as a recommender.
/// </summary>
public abstract class NetworkAugmenter(NetworkFamily family) : IAugmenter
{
    public string Name => family.Name;

    /// <summary>Names of parameters that only say how much is generated.</summary>
    protected virtual IEnumerable<string> AmountNames => Completions.Names;

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var network = family.Proposals(shape, seed).First();
        return Amounts(seed).Select(amount => amount.Values.Aggregate(network, (p, v) => p.With(v.Key, (double)v.Value)));
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => family.Estimate(shape, parameters);

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) =>
        Generator(family, family.Train(data.Observed, parameters, PrivacyFloor.Users, context), data);

    public string FitKey(Parameters parameters) => FitKeys.Without(parameters, AmountNames);

    /// <summary>Amounts worth trying, most promising first.</summary>
    protected virtual IEnumerable<Parameters> Amounts(int seed)
    {
        var first = Parameters.None.With("most", 10).With("add", 10).With("weight", 0.3);
        yield return first;
        yield return first.With("weight", 0.1);
        yield return first.With("most", 20).With("add", 20);
        yield return first.With("weight", 0.6);
        yield return first.With("most", 5).With("add", 20).With("weight", 0.5);
        yield return first.With("most", 1e6).With("weight", 0.2);
        var random = new Random(seed);
        while (true)
            yield return first.With("most", 5 * random.Next(1, 9)).With("add", 5 * random.Next(1, 9)).With("weight", 0.1 * random.Next(1, 9));
    }

    /// <summary>The generator over a trained network; null where there was nothing to learn.</summary>
    protected virtual IGenerator Generator(NetworkFamily trainedBy, FittedNetwork? fitted, TrainingData data) => new NetworkGenerator(trainedBy, fitted);
}
