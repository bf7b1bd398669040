namespace Ecom.Serving.Catalogue;

/// <summary>What a caller wants to see of the catalogue. Deleted products are never seen.</summary>
/// <param name="Category">This category and those below it; case is ignored.</param>
/// <param name="Brand">Case is ignored.</param>
/// <param name="MinPrice">Lowest price in the shop's currency; products without a price are left out.</param>
/// <param name="MaxPrice">Highest price, likewise.</param>
/// <param name="InStock">Only what is in stock, or whose stock the shop does not tell.</param>
public readonly record struct ItemFilter(string? Category = null, string? Brand = null, double? MinPrice = null, double? MaxPrice = null, bool InStock = false)
{
    public bool IsEmpty => Category is null && Brand is null && MinPrice is null && MaxPrice is null && !InStock;
}
