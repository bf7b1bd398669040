namespace Ecom.Serving.Recommending;

/// <summary>One item of a list.</summary>
public sealed record ListedItem
{
    public required string ItemId { get; init; }
    public string? Title { get; init; }
    public string? Category { get; init; }
    public string? Brand { get; init; }
    public double? Price { get; init; }
    public string? ImageUrl { get; init; }

    /// <summary>Higher is better; comparable within one list only.</summary>
    public required double Score { get; init; }

    public required Reason Reason { get; init; }
}
