using Ecom.Augmentation.Contracts;
using Ecom.Augmentation.Tables.Privacy;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Privacy;

/// <summary>An augmenter whose every proposal learns under differential privacy. Its proposals differ in amounts only, so that a search fits one generator.</summary>
public sealed class PrivateAugmenter : IAugmenter
{
    private readonly IAugmenter _inner;
    private readonly PrivacyTarget _target;

    /// <exception cref="InputException">The augmenter does not learn under differential privacy.</exception>
    public PrivateAugmenter(IAugmenter inner, PrivacyTarget target)
    {
        if (!inner.IsPrivateOnRequest)
            throw new InputException($"The augmentation '{inner.Name}' does not learn under differential privacy; {string.Join(" and ", Augmenters.All.Where(a => a.IsPrivateOnRequest).Select(a => a.Name))} do.");
        (_inner, _target) = (inner, target);
    }

    public string Name => _inner.Name;

    public bool IsPrivateOnRequest => true;

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed) =>
        _inner.Proposals(shape, seed).Select(p => p.With("epsilon", _target.Epsilon).With("delta", _target.Delta));

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => _inner.Estimate(shape, parameters);

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) => _inner.Fit(data, parameters, context);

    public string FitKey(Parameters parameters) => _inner.FitKey(parameters);
}
