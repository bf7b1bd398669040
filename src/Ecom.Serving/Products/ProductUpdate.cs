namespace Ecom.Serving.Products;

/// <summary>A new product, or a change of one. What is absent stays as it is.</summary>
public sealed record ProductUpdate
{
    public required string ItemId { get; init; }
    public string? Title { get; init; }

    /// <summary>A category or a path of categories (<c>electronics.audio</c>, <c>Home &gt; Kitchen</c>).</summary>
    public string? Category { get; init; }
    public string? Brand { get; init; }

    /// <summary>In the shop's currency.</summary>
    public double? Price { get; init; }

    /// <summary>Pieces; 0 is sold out.</summary>
    public double? Stock { get; init; }
    public string? Description { get; init; }
    public string? ImageUrl { get; init; }

    /// <summary>True takes the product out of every list, false puts it back.</summary>
    public bool? Deleted { get; init; }
}
