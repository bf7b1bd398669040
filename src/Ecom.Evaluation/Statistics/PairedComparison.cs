namespace Ecom.Evaluation.Statistics;

/// <summary>One run against another over the same users.</summary>
/// <param name="Users">Users compared.</param>
/// <param name="Difference">Mean of first minus second.</param>
/// <param name="Interval">Bootstrap 95 % interval of that mean.</param>
/// <param name="PTwoSided">Of the paired t-test.</param>
/// <param name="PGreater">One-sided: small where the first is better.</param>
public sealed record PairedComparison(int Users, double Difference, Interval Interval, double PTwoSided, double PGreater);
