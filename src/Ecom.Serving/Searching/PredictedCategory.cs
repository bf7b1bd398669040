namespace Ecom.Serving.Searching;

/// <summary>A category a query is about.</summary>
/// <param name="Category">As the shop writes it.</param>
/// <param name="Share">0 to 1.</param>
public sealed record PredictedCategory(string Category, double Share);
