using Ecom.Augmentation.Contracts;
using Ecom.Augmentation.Privacy;
using Ecom.Augmentation.Tables.Privacy;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;

namespace Ecom.Augmentation.Completion;

/// <summary>
/// Completes short histories with what a network trained on all histories finds most likely. The network is the one of a model family, so
/// it can stand beside the augmented model as a recommender. With <c>epsilon</c> (and <c>delta</c>, <c>clip</c>) it learns under differential privacy, if it can.
/// </summary>
public abstract class NetworkAugmenter(NetworkFamily family) : IAugmenter
{
    public string Name => family.Name;

    public bool IsPrivateOnRequest => family.PrivateReleases > 0;

    /// <summary>Names of parameters that only say how much is generated.</summary>
    protected virtual IEnumerable<string> AmountNames => Completions.Names;

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var network = family.Proposals(shape, seed).First();
        return Amounts(seed).Select(amount => amount.Values.Aggregate(network, (p, v) => p.With(v.Key, (double)v.Value)));
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => family.Estimate(shape, parameters);

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        if (double.IsNaN(parameters.Number("epsilon", double.NaN)))
            return Generator(family, family.Train(data.Observed, parameters, PrivacyFloor.Users, context), data.Observed, null);
        if (!IsPrivateOnRequest) throw new InputException($"The augmentation '{Name}' does not learn under differential privacy.");
        var (vocabulary, rows) = PrivateUsersFit.Public(data.Observed);
        if (rows.Count == 0) return Generator(family, null, data.Observed, null);
        var plan = new PrivateUsersFit(
            rows.Count, PrivacyTarget.Of(parameters, rows.Count)!, (int)parameters.Number("epochs", 30), (int)parameters.Number("batch", Math.Clamp(rows.Count / 10, 16, 1000)),
            parameters.Number("clip", 1), family.PrivateReleases, MakesUsers);
        return Generator(family, family.TrainPrivately(vocabulary, rows, parameters, plan.Gradients, plan.Epochs, plan.Batch, context), data.Observed, plan);
    }

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

    /// <summary>Whether whole users are generated, which takes knowing how long histories are.</summary>
    protected virtual bool MakesUsers => false;

    /// <summary>The generator over a trained network.</summary>
    /// <param name="trainedBy">Its family.</param>
    /// <param name="fitted">Null where there was nothing to learn.</param>
    /// <param name="histories">What it learned from.</param>
    /// <param name="plan">How privacy was spent, or null.</param>
    protected virtual IGenerator Generator(NetworkFamily trainedBy, FittedNetwork? fitted, Interactions histories, PrivateUsersFit? plan) =>
        new NetworkGenerator(trainedBy, fitted, plan);
}
