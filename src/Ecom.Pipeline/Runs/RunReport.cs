using Ecom.Models;
using Ecom.Models.Jobs;

namespace Ecom.Pipeline.Runs;

/// <summary>The outcome of one refresh, stored as <c>report.json</c> with the run.</summary>
public sealed record RunReport
{
    public int Schema { get; init; } = 1;
    public required string RunId { get; init; }
    public required RunKind Kind { get; init; }
    public required int DatasetVersion { get; init; }
    public required int Users { get; init; }
    public required int Items { get; init; }
    public required IReadOnlyList<CandidateReport> Candidates { get; init; }

    /// <summary>The version that was promoted, or null where the served one stays.</summary>
    public string? PromotedVersion { get; init; }

    /// <summary>One sentence: why that version, or why none.</summary>
    public required string Decision { get; init; }

    /// <summary>Whether the promoted version's search has a learned ranker, and why or why not; null where nothing was refitted.</summary>
    public SearchRankerResult? Search { get; init; }

    /// <summary>Wall seconds by step.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }

    /// <summary>The highest resident memory of any trainer process of the run.</summary>
    public required long PeakTrainerBytes { get; init; }
}
