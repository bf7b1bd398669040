using Ecom.Augmentation.Contracts;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Balance;

/// <summary>
/// Balances positives with sampled negatives, pairs nobody observed, with negative weight, and positives with one another by inverse propensity. Parameters: <c>sampling</c> (uniform, popularity,
/// hard, batch), <c>ratio</c> negatives per positive, <c>alpha</c> the exponent of popularity, <c>pool</c> candidates per hard negative, <c>batch</c> users, <c>weight</c> of one negative,
/// <c>propensity</c> the exponent of <see cref="InversePropensity"/>, 0 for none.
/// </summary>
public sealed class BalanceAugmenter : IAugmenter
{
    public string Name => "balance";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var first = Parameters.None.With("sampling", "popularity").With("ratio", 1).With("alpha", 0.75).With("weight", 0.05).With("propensity", 0);
        yield return first;
        yield return first.With("sampling", "uniform");
        yield return first.With("sampling", "hard").With("pool", 8);
        yield return first.With("weight", 0.2);
        yield return first.With("ratio", 4).With("weight", 0.05);
        yield return first.With("propensity", 0.25);
        yield return first.With("sampling", "batch").With("batch", 256);
        var random = new Random(seed);
        string[] samplings = ["uniform", "popularity", "hard", "batch"];
        while (true)
            yield return first
                .With("sampling", samplings[random.Next(4)]).With("ratio", random.Next(1, 9)).With("alpha", 0.25 * random.Next(1, 5))
                .With("pool", random.Next(2, 17)).With("weight", Math.Round(Math.Pow(10, -2 + 1.7 * random.NextDouble()), 3))
                .With("propensity", 0.25 * Math.Max(0, random.Next(5) - 2));
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        var ratio = parameters.Number("ratio", 1);
        return new FitEstimate(shape.Items * 280.0 + shape.Pairs * (ratio + 1) * 40, shape.Pairs * (ratio * 300 + 64));
    }

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) => new BalanceGenerator();

    public string FitKey(Parameters parameters) => "";

    /// <exception cref="InputException">There is no sampling of that name.</exception>
    internal static NegativeSampling SamplingOf(Parameters parameters)
    {
        var name = parameters.Text("sampling", "popularity");
        return Enum.TryParse<NegativeSampling>(name, ignoreCase: true, out var sampling) && Enum.IsDefined(sampling)
            ? sampling
            : throw new InputException($"There is no negative sampling '{name}'; there are uniform, popularity, hard and batch.");
    }
}
