using Ecom.Domain;

namespace Ecom.Data.Folds;

/// <summary>
/// The four folds of one dataset version as matrices over one user and one item numbering. Folds do not overlap in time: train, then tune,
/// then gate, then test. Users and items that appear only after train are numbered too: they are the cold slices.
/// </summary>
public sealed record FoldSet
{
    public required Interactions Train { get; init; }
    public required Interactions Tune { get; init; }
    public required Interactions Gate { get; init; }
    public required Interactions Test { get; init; }

    /// <summary>Anonymous baskets of the train period: baskets × items.</summary>
    public required Interactions Baskets { get; init; }

    /// <summary>Baskets after the train period; used by the final refit only.</summary>
    public required Interactions LaterBaskets { get; init; }

    /// <summary>What was searched for after the train period, and what was done with the products then; empty where nobody knows.</summary>
    public IReadOnlyList<SearchedProduct> Searches { get; init; } = [];

    public required IReadOnlyList<string> UserIds { get; init; }

    /// <summary>Products by item index; an item without catalogue row has its id only.</summary>
    public required IReadOnlyList<Product> Items { get; init; }

    /// <summary>End of each fold's period, Unix seconds.</summary>
    public required long TrainEnd { get; init; }
    public required long TuneEnd { get; init; }
    public required long GateEnd { get; init; }
    public required long TestEnd { get; init; }
}
