using Ecom.Models;

namespace Ecom.Recommendation.Contracts;

/// <summary>One model family: what can be searched, what a fit costs, how to fit.</summary>
public interface IRecommenderFamily
{
    /// <summary>The name used on the command line and in results: <c>ease</c>, <c>itemknn</c>, …</summary>
    string Name { get; }

    /// <summary>
    /// Settings worth trying, most promising first; the first is the default. The list is deterministic for a seed and a shape, and
    /// long enough that the search's budget, not the list, ends a search.
    /// </summary>
    IEnumerable<Parameters> Proposals(TrainingShape shape, int seed);

    /// <summary>Memory and work of one fit, so that a refresh can leave out what does not fit its ceiling.</summary>
    FitEstimate Estimate(TrainingShape shape, Parameters parameters);

    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context);
}
