namespace Ecom.Data.Ingest;

/// <summary>What an ingest of a dump would do; nothing was stored.</summary>
public sealed record DumpInspection
{
    /// <summary><c>csv</c>, <c>json-lines</c> or <c>parquet</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The CSV delimiter; null for other formats.</summary>
    public char? Delimiter { get; init; }

    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The mapping that would be used, with the time format found; it can be written to a file, changed and given back.</summary>
    public required DumpMapping Mapping { get; init; }

    /// <summary>One sentence for each decision of the mapping.</summary>
    public required IReadOnlyList<string> Why { get; init; }

    /// <summary>Columns no field is read from.</summary>
    public required IReadOnlyList<string> Unused { get; init; }

    /// <summary>The ledger of a dry run over the whole file; nothing accepted is no error here.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>The first rejected rows of each reason.</summary>
    public required IReadOnlyList<RejectedRow> Examples { get; init; }
}
