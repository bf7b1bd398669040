using Ecom.Domain;

namespace Ecom.Search.Learning;

/// <summary>A product that a query found.</summary>
/// <param name="Product">As it is now.</param>
/// <param name="Score">Its score in the index.</param>
/// <param name="Popularity">As the snapshot has it: what customers did with it, the older the less.</param>
public readonly record struct SearchCandidate(Product Product, float Score, float Popularity);
