namespace Ecom.Data.Sql;

/// <summary>What one DuckDB instance may use.</summary>
public sealed record DuckLimits
{
    public static DuckLimits Default { get; } = new();

    /// <summary>Bytes of buffers; beyond it intermediate results go to temporary files.</summary>
    public long MemoryBytes { get; init; } = 768L << 20;

    /// <summary>Bytes of temporary files, all together.</summary>
    public long TemporaryBytes { get; init; } = 32L << 30;

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The folder for temporary files; null: the system's.</summary>
    public string? TemporaryDirectory { get; init; }
}
