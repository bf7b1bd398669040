namespace Ecom.Pipeline.Datasets;

/// <summary>One ingested dump, or one export of the feedback log, as part of a dataset.</summary>
public sealed record DatasetSource
{
    /// <summary>Path of the dump in its container, or <c>feedback/…</c>. A changed file replaces the source of its path.</summary>
    public required string Path { get; init; }

    public required string IngestId { get; init; }
    public required string Sha256 { get; init; }

    /// <summary>Blob prefix of everything the ingest wrote, the ledger and the rejected rows among it.</summary>
    public required string Prefix { get; init; }

    /// <summary>Blob paths of canonical event parts.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Blob paths of product parts.</summary>
    public required IReadOnlyList<string> Products { get; init; }

    public required long RowsIn { get; init; }
    public required long Accepted { get; init; }
    public required IReadOnlyDictionary<string, long> Rejected { get; init; }
    public DateTimeOffset Ingested { get; init; }
}
