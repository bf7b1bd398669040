namespace Ecom.Augmentation.Tables.Privacy;

/// <summary>What a table may spend and has spent.</summary>
/// <param name="Budget">The most ε that all releases of the table may spend together.</param>
/// <param name="Releases">What was released, in order.</param>
public sealed record BudgetAccount(double Budget, IReadOnlyList<BudgetRelease> Releases)
{
    /// <summary>By basic composition: the sum.</summary>
    public double Spent => Releases.Sum(r => r.Epsilon);
}
