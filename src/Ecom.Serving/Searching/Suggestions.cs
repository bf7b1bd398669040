namespace Ecom.Serving.Searching;

/// <summary>What a customer who is typing may be after.</summary>
/// <param name="Queries">Whole queries, each of which finds something.</param>
/// <param name="Categories">Categories the query is about.</param>
/// <param name="Products">Products to go to at once.</param>
public sealed record Suggestions(IReadOnlyList<string> Queries, IReadOnlyList<PredictedCategory> Categories, IReadOnlyList<SuggestedProduct> Products);
