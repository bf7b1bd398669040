namespace Ecom.Neural.Tabular;

/// <summary>The part of an encoded row that belongs to one column or to one half of it.</summary>
/// <param name="Start">First position.</param>
/// <param name="Width">Positions: 1 for a scalar in [−1, 1], else one per category.</param>
/// <param name="IsScalar">A scalar, or a one-hot choice.</param>
/// <param name="IsCondition">A choice that a generator can be conditioned on: a categorical column, not a number's mode.</param>
public sealed record ColumnSpan(int Start, int Width, bool IsScalar, bool IsCondition);
