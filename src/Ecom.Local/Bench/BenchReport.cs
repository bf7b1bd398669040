namespace Ecom.Local.Bench;

/// <summary>A whole benchmark as it is written to JSON and Markdown.</summary>
public sealed record BenchReport
{
    /// <summary>How figures come about, in a sentence or two.</summary>
    public required string Protocol { get; init; }

    /// <summary>The command that makes this report.</summary>
    public required string Command { get; init; }

    public required int Seed { get; init; }

    /// <summary>What each row's search was allowed.</summary>
    public required string Tuning { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The machine, as far as timings depend on it.</summary>
    public required string Machine { get; init; }

    /// <summary>Metrics a table shows.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required IReadOnlyList<BenchResult> Results { get; init; }
}
