namespace Ecom.Recommendation.Contracts;

/// <summary>Item attributes as columns, by item index; an entry is null where unknown.</summary>
public sealed record ItemCatalogue
{
    public required IReadOnlyList<string> ItemIds { get; init; }
    public required IReadOnlyList<string?> Titles { get; init; }
    public required IReadOnlyList<string?> Categories { get; init; }
    public required IReadOnlyList<string?> Brands { get; init; }
    public required IReadOnlyList<double?> Prices { get; init; }

    /// <summary>Further attribute values of each item (tags, citations, attribute ids); null where there are none.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Tags { get; init; }
}
