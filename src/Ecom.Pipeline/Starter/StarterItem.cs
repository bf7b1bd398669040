using Ecom.Domain;

namespace Ecom.Pipeline.Starter;

/// <summary>A product of the starter list.</summary>
/// <param name="Product">As far as the dumps describe it; at least its id.</param>
/// <param name="Score">Popularity, above zero.</param>
public sealed record StarterItem(Product Product, double Score);
