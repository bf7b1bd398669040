namespace Ecom.Recommendation.Contracts;

/// <summary>A family whose fitted model takes in what happened since, from the rows of the users concerned alone.</summary>
public interface IIncrementalFamily : IRecommenderFamily
{
    /// <summary>The model as it would be, approximately, after a refit on all rows; <paramref name="previous"/> is left as it is.</summary>
    /// <param name="previous">A fitted model of this family; items keep their numbers.</param>
    /// <param name="news">The rows that changed.</param>
    /// <param name="context">How to run.</param>
    /// <exception cref="ArgumentException">The model is not of this family, or the rows know fewer items than it.</exception>
    IFittedModel Update(IFittedModel previous, NewRows news, FitContext context);
}
