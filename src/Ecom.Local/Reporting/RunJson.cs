using System.Text.Json;
using System.Text.Json.Nodes;
using Ecom.Local.Hosting;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Runs;

namespace Ecom.Local.Reporting;

/// <summary>The machine-readable result of <c>run --json</c>; its form is described in docs/cli.md.</summary>
internal static class RunJson
{
    public static string Write(RunOutcome outcome)
    {
        var report = outcome.Report;
        var rejected = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (reason, count) in outcome.Dataset.Sources.SelectMany(s => s.Rejected))
            rejected[reason] = rejected.GetValueOrDefault(reason) + count;
        var document = new
        {
            Rows = new
            {
                In = outcome.Dataset.Sources.Sum(s => s.RowsIn),
                Accepted = outcome.Dataset.Sources.Sum(s => s.Accepted),
                Rejected = rejected,
            },
            report.Users,
            report.Items,
            Candidates = report.Candidates.Select(Describe).ToList(),
            report.PromotedVersion,
            report.Decision,
            Seconds = new Dictionary<string, double>(report.Seconds) { ["ingest"] = Math.Round(outcome.Ingest.TotalSeconds, 3) },
            PeakMegabytes = Math.Round(Math.Max(report.PeakTrainerBytes, ProcessMemory.PeakBytes()) / 1048576.0, 1),
        };
        var node = JsonSerializer.SerializeToNode(document, PipelineJson.Indented)!.AsObject();
        // Absent and null are different things to a reader of this file: the promoted version is always named, if only as null.
        if (!node.ContainsKey("promotedVersion")) node["promotedVersion"] = null;
        return node.ToJsonString(PipelineJson.Indented);
    }

    private static object Describe(CandidateReport candidate) => new
    {
        candidate.Model,
        candidate.Augment,
        candidate.Role,
        Parameters = candidate.ModelParameters,
        candidate.AugmentParameters,
        // The figures a reader compares: all users of the test fold. Gate and slices follow.
        Metrics = Of(candidate, "test", "all")?.Values ?? new Dictionary<string, double>(),
        Intervals = Interval(Of(candidate, "test", "all")),
        Slices = candidate.Metrics,
        candidate.Promoted,
        candidate.Why,
        candidate.Comparisons,
        candidate.Trials,
        candidate.Tried,
        candidate.AugmentFigures,
        candidate.AugmentLosses,
        candidate.Carried,
        candidate.FitSeconds,
        candidate.SearchSeconds,
        PeakMegabytes = Math.Round(candidate.PeakBytes / 1048576.0, 1),
        candidate.ModelBytes,
    };

    public static FoldMetrics? Of(CandidateReport candidate, string fold, string slice) =>
        candidate.Metrics.FirstOrDefault(m => m.Fold == fold && m.Slice == slice);

    private static Dictionary<string, double[]>? Interval(FoldMetrics? metrics) =>
        metrics is { Low: { } low, High: { } high } ? low.Keys.ToDictionary(k => k, k => new[] { low[k], high[k] }) : null;
}
