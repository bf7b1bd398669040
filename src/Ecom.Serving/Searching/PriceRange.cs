namespace Ecom.Serving.Searching;

/// <summary>A range of prices to filter by.</summary>
/// <param name="From">Lowest, for <c>minPrice</c>.</param>
/// <param name="To">Highest, for <c>maxPrice</c>.</param>
/// <param name="Count">Products it would leave.</param>
public sealed record PriceRange(double From, double To, int Count);
