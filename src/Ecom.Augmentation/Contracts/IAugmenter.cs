using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Contracts;

/// <summary>One augmentation method: it reads observed training rows and adds generated ones.</summary>
public interface IAugmenter
{
    /// <summary>The name used on the command line and in results: <c>none</c>, <c>balance</c>, <c>vae</c>, …</summary>
    string Name { get; }

    /// <summary>Whether its generator learns under differential privacy, the unit being a user, where the parameter <c>epsilon</c> is given.</summary>
    bool IsPrivateOnRequest => false;

    /// <summary>Settings worth trying, most promising first, as for a model family.</summary>
    IEnumerable<Parameters> Proposals(TrainingShape shape, int seed);

    FitEstimate Estimate(TrainingShape shape, Parameters parameters);

    /// <summary>
    /// Fits what is expensive and does not depend on how much is added (a generator network); <see cref="IGenerator.Generate"/>
    /// may then be called with several amounts and weights.
    /// </summary>
    IGenerator Fit(TrainingData data, Parameters parameters, FitContext context);

    /// <summary>The parameters that <see cref="Fit"/> depends on; two settings with one key share one fitted generator.</summary>
    string FitKey(Parameters parameters);
}
