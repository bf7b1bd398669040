using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tables.Contracts;

/// <summary>A method that learns a table and makes rows like it.</summary>
public interface ITableSynthesizer
{
    /// <summary>The name on the command line: <c>copula</c>, <c>transformer</c>, …</summary>
    string Name { get; }

    /// <summary>Whether it learns under differential privacy where the parameter <c>epsilon</c> is given.</summary>
    bool IsPrivateOnRequest => false;

    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    ITableGenerator Fit(Table table, Parameters parameters, FitContext context);
}
