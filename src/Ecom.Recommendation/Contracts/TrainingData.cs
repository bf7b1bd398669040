using Ecom.Domain;

namespace Ecom.Recommendation.Contracts;

/// <summary>Everything a family may learn from. All matrices share one item numbering.</summary>
public sealed record TrainingData
{
    /// <summary>Customers × items, observed.</summary>
    public required Interactions Observed { get; init; }

    /// <summary>Anonymous baskets × items: rows without a customer, for item-item models.</summary>
    public Interactions? Baskets { get; init; }

    /// <summary>
    /// Rows an augmenter added, weights already scaled. Row u below <c>Observed.UserCount</c> completes customer u (a negative weight
    /// is a generated negative); rows from there on are generated users.
    /// </summary>
    public Interactions? Generated { get; init; }

    /// <summary>
    /// Random crops of histories that a family with a closed form for them (EASE) is to be fitted against; null: whole histories. Others ignore it.
    /// </summary>
    public HistoryCrop? Crop { get; init; }

    /// <summary>Item attributes by item index; null where no products were given.</summary>
    public ItemCatalogue? Catalogue { get; init; }

    /// <summary>The end of the training period, Unix seconds: what decays are measured from.</summary>
    public long Now { get; init; }

    public int ItemCount => Observed.ItemCount;

    public TrainingShape Shape => new(
        Observed.UserCount, Observed.ItemCount, Observed.Count + (Baskets?.Count ?? 0) + (Generated?.Count ?? 0),
        Observed.AllTimes.Length > 0 && Observed.AllTimes.ContainsAnyExcept(Observed.AllTimes[0]));
}
