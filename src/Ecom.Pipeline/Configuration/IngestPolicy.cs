using Ecom.Data.Ingest;
using Ecom.Data.Sql;

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

    /// <summary>Thresholds of reading and cleaning.</summary>
    public IngestOptions Rules { get; init; } = IngestOptions.Default;

    internal IngestOptions ToOptions(string temporaryDirectory) => Rules with { Limits = ToLimits(temporaryDirectory) };

    /// <summary>What a database may use.</summary>
    public DuckLimits ToLimits(string temporaryDirectory) => new()
    {
        MemoryBytes = (long)DatabaseMegabytes << 20,
        Threads = Threads > 0 ? Threads : Environment.ProcessorCount,
        TemporaryDirectory = temporaryDirectory,
    };
}
