using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Augmentation.Privacy;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Networks;
using Ecom.Recommendation.Vae;

namespace Ecom.Augmentation.Vae;

/// <summary>
/// A Mult-VAE (Liang et al. 2018) completes short histories, and, with <c>sampled</c> above zero, adds users decoded from draws of the
/// prior: <c>sampled</c> times as many as there are customers.
/// </summary>
public sealed class VaeAugmenter() : NetworkAugmenter(new VaeFamily())
{
    protected override IEnumerable<string> AmountNames => [.. Completions.Names, "sampled"];

    protected override IEnumerable<Parameters> Amounts(int seed)
    {
        var position = 0;
        foreach (var amount in base.Amounts(seed))
        {
            yield return amount.With("sampled", 0);
            if (++position == 4) yield return amount.With("add", 0).With("sampled", 0.5);
        }
    }

    protected override bool MakesUsers => true;

    protected override IGenerator Generator(NetworkFamily trainedBy, FittedNetwork? fitted, Interactions histories, PrivateUsersFit? plan) =>
        new VaeGenerator(trainedBy, fitted, histories, plan);
}
