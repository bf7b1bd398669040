namespace Ecom.Serving.Rules;

/// <summary>Limits how many products of a category a list has. A list that would stay short for it does stay short.</summary>
/// <param name="Maximum">Products at most.</param>
/// <param name="Category">This category and those below, together; null: each category as products name it.</param>
public sealed record CapRule(int Maximum, string? Category = null);
