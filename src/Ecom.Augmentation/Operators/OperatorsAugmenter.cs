using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Operators;

/// <summary>
/// The plain operators on sequences (Liu et al. 2021, «Contrastive Self-supervised Sequential Recommendation with Robust Augmentation», CoSeRec; the first three after CL4SRec, Xie et al. 2022): each
/// history also appears as a generated user, changed by one of them. Parameters: <c>operator</c> (<c>crop</c>, <c>mask</c>, <c>reorder</c>, <c>substitute</c>, <c>insert</c>, or
/// <c>any</c>: one at random a history), <c>rate</c> (the share of positions it changes; crop keeps the rest), <c>copies</c> a history, <c>weight</c> of their entries.
/// </summary>
public sealed class OperatorsAugmenter : IAugmenter
{
    public string Name => "operators";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var first = Parameters.None.With("operator", "any").With("rate", 0.3).With("copies", 1).With("weight", 0.3);
        yield return first;
        foreach (var name in SequenceOperators.Names) yield return first.With("operator", name);
        var random = new Random(seed);
        while (true)
            yield return first
                .With("operator", random.Next(6) is var o && o < SequenceOperators.Names.Count ? SequenceOperators.Names[o] : "any")
                .With("rate", 0.1 * random.Next(1, 8)).With("copies", random.Next(1, 4)).With("weight", 0.1 * random.Next(1, 9));
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new(shape.Pairs * 64, shape.Pairs * 50);

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) => new OperatorsGenerator(new LikeItems(data.Observed, PrivacyFloor.Users));

    /// <summary>What items go together, whatever is then done with it.</summary>
    public string FitKey(Parameters parameters) => "";
}
