namespace Ecom.Benchmarks.Ingest;

/// <summary>What one run of the benchmark measured; times in seconds, in the order of the rounds.</summary>
internal sealed record IngestReport
{
    public required string File { get; init; }
    public required long Rows { get; init; }
    public required long Accepted { get; init; }
    public required int Threads { get; init; }
    public required int Cores { get; init; }
    public required string Runtime { get; init; }
    public required string DuckDb { get; init; }
    public required string Date { get; init; }
    public required IReadOnlyList<double> BareSeconds { get; init; }
    public required IReadOnlyList<double> IngestSeconds { get; init; }
    public required double BareMedianSeconds { get; init; }
    public required double IngestMedianSeconds { get; init; }

    /// <summary>Median over the rounds of ingest time by bare time of the same round.</summary>
    public required double Ratio { get; init; }

    /// <summary>Peak resident memory of a process that does nothing but one ingest.</summary>
    public required double PeakMegabytes { get; init; }
}
