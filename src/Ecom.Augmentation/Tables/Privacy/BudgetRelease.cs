namespace Ecom.Augmentation.Tables.Privacy;

/// <summary>One release of a table.</summary>
public sealed record BudgetRelease(DateTimeOffset At, string Method, double Epsilon, double Delta);
