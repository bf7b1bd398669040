using Ecom.Domain;

namespace Ecom.Serving.Overlay;

/// <summary>What the overlay says about one product. A null leaves what the catalogue has.</summary>
public sealed record OverlayEntry
{
    public required string ItemId { get; init; }
    public string? Title { get; init; }
    public string? Category { get; init; }
    public string? Brand { get; init; }
    public double? Price { get; init; }
    public double? Stock { get; init; }
    public string? Description { get; init; }
    public string? ImageUrl { get; init; }

    /// <summary>True takes the product out of every list, false puts it back.</summary>
    public bool? Deleted { get; init; }

    /// <summary>When the product was last put.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>When it was first put; null in entries older than this field.</summary>
    public DateTimeOffset? Added { get; init; }

    /// <summary>This entry with a later one's values over its own.</summary>
    public OverlayEntry With(OverlayEntry later) => new()
    {
        ItemId = ItemId,
        Title = later.Title ?? Title,
        Category = later.Category ?? Category,
        Brand = later.Brand ?? Brand,
        Price = later.Price ?? Price,
        Stock = later.Stock ?? Stock,
        Description = later.Description ?? Description,
        ImageUrl = later.ImageUrl ?? ImageUrl,
        Deleted = later.Deleted ?? Deleted,
        Updated = later.Updated,
        Added = Added ?? Updated,
    };

    /// <summary>The product as served: the catalogue's, or a new one where it has none.</summary>
    public Product ApplyTo(Product? known) => new()
    {
        ItemId = ItemId,
        Title = Title ?? known?.Title,
        Category = Category ?? known?.Category,
        Brand = Brand ?? known?.Brand,
        Price = Price ?? known?.Price,
        Stock = Stock ?? known?.Stock,
        Description = Description ?? known?.Description,
        ImageUrl = ImageUrl ?? known?.ImageUrl,
        Deleted = Deleted ?? known?.Deleted ?? false,
    };
}
