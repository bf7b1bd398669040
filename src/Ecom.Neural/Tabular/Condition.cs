namespace Ecom.Neural.Tabular;

/// <summary>«Column <paramref name="Span"/> has value <paramref name="Value"/>».</summary>
/// <param name="Span">The column, or null where the table has no categorical one.</param>
/// <param name="Offset">Where the column's values start in a condition vector.</param>
/// <param name="Value">Which of them.</param>
/// <param name="Row">A real row that meets it.</param>
public readonly record struct Condition(ColumnSpan? Span, int Offset, int Value, int Row);
