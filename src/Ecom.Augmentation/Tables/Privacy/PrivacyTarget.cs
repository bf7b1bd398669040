using Ecom.Domain;
using Ecom.Models;

namespace Ecom.Augmentation.Tables.Privacy;

/// <summary>The (ε, δ) that a release may spend.</summary>
public sealed record PrivacyTarget(double Epsilon, double Delta)
{
    private const double UsualDelta = 1e-5;

    /// <summary>From the parameters <c>epsilon</c> and <c>delta</c>; null where no ε is given.</summary>
    /// <exception cref="InputException">They give no guarantee.</exception>
    public static PrivacyTarget? Of(Parameters parameters, int rows)
    {
        var target = new PrivacyTarget(parameters.Number("epsilon", double.NaN), parameters.Number("delta", UsualDelta));
        if (double.IsNaN(target.Epsilon)) return null;
        if (target.Epsilon is <= 0 or > 100) throw new InputException("ε has to be above 0 and at most 100.");
        if (target.Delta <= 0 || target.Delta * rows >= 1)
            throw new InputException($"δ = {target.Delta} has to be above 0 and below one by the table's {rows} rows: else showing a random row would be private.");
        return target;
    }
}
