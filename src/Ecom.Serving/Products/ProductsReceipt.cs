namespace Ecom.Serving.Products;

/// <summary>The changes are stored, and served by this instance.</summary>
/// <param name="Accepted">Products in the batch.</param>
/// <param name="OverlayProducts">Products the overlay holds now.</param>
public sealed record ProductsReceipt(int Accepted, int OverlayProducts);
