namespace Ecom.Pipeline.Configuration;

/// <summary>How dumps are read where no mapping lies beside them.</summary>
public sealed record IngestPolicy
{
    /// <summary>Suffix of the mapping file that may lie beside a dump.</summary>
    public const string MappingSuffix = ".mapping.json";

    /// <summary>Memory of the in-process database during one ingest.</summary>
    public int DatabaseMegabytes { get; init; } = 768;

    /// <summary>Threads of the in-process database; 0: all cores.</summary>
    public int Threads { get; init; }
}
