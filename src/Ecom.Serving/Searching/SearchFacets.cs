namespace Ecom.Serving.Searching;

/// <summary>
/// The products found, counted. Each dimension is counted under the other dimensions' filters but not its own, so that a customer sees what another choice would give.
/// </summary>
/// <param name="Categories">Most products first.</param>
/// <param name="Brands">Most products first.</param>
/// <param name="Prices">Ascending ranges with about as many products in each.</param>
public sealed record SearchFacets(IReadOnlyList<FacetValue> Categories, IReadOnlyList<FacetValue> Brands, IReadOnlyList<PriceRange> Prices)
{
    public static SearchFacets None { get; } = new([], [], []);
}
