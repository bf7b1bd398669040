using Ecom.Serving.Rules;

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

    /// <summary>The item's place in the list, from 1; on a later page of a search, in the whole result.</summary>
    public int Slot { get; init; }

    /// <summary>What a rule of the shop did to it.</summary>
    public RuleEffect Rule { get; init; }
}
