using Ecom.Domain;
using Ecom.Models;

namespace Ecom.Recommendation.Contracts;

/// <summary>A family whose fitted model takes in what happened since, from the rows of the users concerned alone.</summary>
public interface IIncrementalFamily : IRecommenderFamily
{
    /// <summary>Whether a model of these settings can be carried on; one that cannot is fitted anew.</summary>
    bool Carries(Parameters parameters) => true;

    /// <summary>An exported model over another numbering of items, to be carried on.</summary>
    /// <param name="directory">Of the export.</param>
    /// <param name="numbers">The number now of each of its items; −1: it is no more.</param>
    /// <param name="itemCount">Items now; those the model does not know score nothing yet.</param>
    /// <exception cref="InputException">The directory holds no model of this family, or not one of so many items.</exception>
    IFittedModel Open(string directory, IReadOnlyList<int> numbers, int itemCount);

    /// <summary>The model as it would be, approximately, after a refit on all rows; <paramref name="previous"/> is left as it is.</summary>
    /// <param name="previous">A fitted model of this family; items keep their numbers.</param>
    /// <param name="news">The rows that changed.</param>
    /// <param name="context">How to run.</param>
    /// <exception cref="ArgumentException">The model is not of this family, or the rows know fewer items than it.</exception>
    IFittedModel Update(IFittedModel previous, NewRows news, FitContext context);
}
