namespace Ecom.Domain;

/// <summary>One catalogue entry. Everything but the id may be missing.</summary>
public sealed record Product
{
    public required string ItemId { get; init; }
    public string? Title { get; init; }
    public string? Category { get; init; }
    public string? Brand { get; init; }
    public double? Price { get; init; }

    /// <summary>Pieces in stock; null where the shop does not say.</summary>
    public double? Stock { get; init; }

    public string? Description { get; init; }
    public string? ImageUrl { get; init; }

    /// <summary>True takes the product out of every list.</summary>
    public bool Deleted { get; init; }
}
