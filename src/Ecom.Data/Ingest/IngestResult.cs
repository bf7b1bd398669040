namespace Ecom.Data.Ingest;

/// <summary>What an ingest accepted and wrote.</summary>
public sealed record IngestResult
{
    public required Ledger Ledger { get; init; }

    /// <summary>Every file written, relative to the output folder, with <c>/</c>, in ordinal order.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Time of the earliest accepted event; null for products.</summary>
    public DateTimeOffset? EventsFrom { get; init; }

    /// <summary>Time of the latest accepted event; null for products.</summary>
    public DateTimeOffset? EventsTo { get; init; }
}
