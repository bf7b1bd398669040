namespace Ecom.Data.Benchmarks;

/// <summary>A person's word on how well a product answers a query.</summary>
/// <param name="Query">What was searched for.</param>
/// <param name="Title">The product's title.</param>
/// <param name="Description">Its description; empty where there is none.</param>
/// <param name="Relevance">1 to 4, 4 is best.</param>
public sealed record Judgement(string Query, string Title, string Description, double Relevance);
