namespace Ecom.Data.Ingest;

/// <summary>One dump to read.</summary>
public sealed record IngestRequest
{
    /// <summary>Local path of the dump: CSV, JSON Lines or Parquet, the first two plain or gzip-compressed.</summary>
    public required string SourceFile { get; init; }

    /// <summary>The dump's name as its owner knows it; errors and quarantine carry it.</summary>
    public required string SourceName { get; init; }

    /// <summary>Events or products; null: told from the columns.</summary>
    public DumpKind? Kind { get; init; }

    /// <summary>Which column means what; null: told from the columns.</summary>
    public DumpMapping? Mapping { get; init; }

    /// <summary>Where no mapping is given, the preset whose columns the file must have; null: any, or none.</summary>
    public string? Preset { get; init; }

    /// <summary>An existing, empty folder.</summary>
    public required string OutputDirectory { get; init; }

    public IngestOptions Options { get; init; } = IngestOptions.Default;

    /// <summary>The time of the ingest: what a future time is measured against.</summary>
    public required DateTimeOffset Now { get; init; }
}
