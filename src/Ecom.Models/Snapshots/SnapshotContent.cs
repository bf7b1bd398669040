using Ecom.Domain;

namespace Ecom.Models.Snapshots;

/// <summary>What goes into a snapshot.</summary>
public sealed record SnapshotContent
{
    /// <summary>The catalogue in the model's item numbering.</summary>
    public required IReadOnlyList<Product> Items { get; init; }

    /// <summary>Users in the row order of <see cref="Histories"/>.</summary>
    public required IReadOnlyList<string> UserIds { get; init; }

    /// <summary>Users × items, observed rows only.</summary>
    public required Interactions Histories { get; init; }

    /// <summary>Popularity by item, higher is more popular: [items].</summary>
    public required float[] Popularity { get; init; }

    /// <summary>A directory written by <see cref="Formats.ModelDirectory"/>; its files are copied.</summary>
    public required string ModelDirectory { get; init; }

    /// <summary>When the data ends.</summary>
    public required DateTimeOffset DataEnd { get; init; }

    /// <summary>The smallest weight of a pair that a purchase leaves; what is bought together is counted from such pairs.</summary>
    public float PurchaseWeight { get; init; } = EventWeights.Default.Purchase;

    /// <summary>Facts for the record: recipe, dataset version.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
