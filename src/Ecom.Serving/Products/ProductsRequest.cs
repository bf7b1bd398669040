namespace Ecom.Serving.Products;

/// <summary>A batch of product changes, stored as a whole or not at all.</summary>
/// <param name="Products">At least one; the last one of an id wins.</param>
public sealed record ProductsRequest(IReadOnlyList<ProductUpdate> Products);
