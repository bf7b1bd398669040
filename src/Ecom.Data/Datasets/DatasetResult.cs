namespace Ecom.Data.Datasets;

/// <summary>The shape of a dataset version.</summary>
public sealed record DatasetResult
{
    /// <summary>Customers with at least one interaction in any fold.</summary>
    public required int Users { get; init; }

    public required int Items { get; init; }

    /// <summary>Events after duplicate ids were dropped, of every kind.</summary>
    public required long Rows { get; init; }

    /// <summary>Event ids that came more than once: overlapping dumps, or an event delivered twice.</summary>
    public required long EventIdsDuplicatedAcrossFiles { get; init; }

    /// <summary>Events after <see cref="DatasetRequest.Now"/>, left out.</summary>
    public required long FutureRows { get; init; }

    public required FoldSize Train { get; init; }
    public required FoldSize Tune { get; init; }
    public required FoldSize Gate { get; init; }
    public required FoldSize Test { get; init; }

    /// <summary>Anonymous baskets up to the end of train.</summary>
    public required int Baskets { get; init; }

    public required int LaterBaskets { get; init; }

    /// <summary>Customers without an interaction in train.</summary>
    public required int ColdUsers { get; init; }

    /// <summary>Touched items without an interaction in train.</summary>
    public required int ColdItems { get; init; }

    /// <summary>
    /// 64 hexadecimal digits over events, products, weights and fold options; the order of files and rows does not matter.
    /// </summary>
    public required string DataHash { get; init; }

    public required DateTimeOffset EventsFrom { get; init; }
    public required DateTimeOffset EventsTo { get; init; }

    /// <summary>Every file written, relative to the output folder, with <c>/</c>, in ordinal order.</summary>
    public required IReadOnlyList<string> Files { get; init; }
}
