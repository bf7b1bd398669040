using System.Globalization;
using System.Text;
using Ecom.Evaluation.Statistics;

namespace Ecom.Local.Bench;

/// <summary>A report as a Markdown table, which reads well on a terminal too.</summary>
internal static class BenchTable
{
    public static string Markdown(BenchReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(report.Protocol).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Command: `{report.Command}`").AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Seed {report.Seed} · tuning: {report.Tuning} · whole command {report.Seconds:0} s · {report.Machine}").AppendLine();
        var augmented = report.Results.Any(r => r.Augment != "none");
        var fitted = report.Results.Any(r => r.FittedOn is not null);
        var main = report.Columns[^1];
        List<string> head = ["model"];
        if (augmented) head.Add("augment");
        if (fitted) head.Add("fitted on");
        head.AddRange(report.Columns);
        head.Add($"{main} 95 %");
        head.Add("vs best (p)");
        if (augmented) head.Add("vs none (p)");
        head.AddRange(["fit s", "search s", "peak MB", "model MB"]);
        Row(text, head);
        Row(text, head.Select((_, i) => i < head.IndexOf(report.Columns[0]) ? "---" : "---:"));
        foreach (var result in report.Results) Row(text, Cells(result, report, augmented, fitted, main, head.Count));
        foreach (var result in report.Results.Where(r => r.AugmentFigures.ContainsKey("epsilon")))
            text.AppendLine().AppendLine(
                CultureInfo.InvariantCulture,
                $"{result.Model} + {result.Augment}: ε = {result.AugmentFigures["epsilon"]:0.###} and δ = {result.AugmentFigures["delta"]:0.#######} for a user belong to the released generator. The recommender is trained on real rows, and these figures are measured on them: neither is private.");
        // Rows of one result have the figures of its last fit.
        foreach (var result in report.Results.Where(r => r.AugmentFigures.ContainsKey("generatedPairs")).DistinctBy(r => (r.Model, r.Augment)))
            text.AppendLine().AppendLine($"{result.Model} + {result.Augment}{(result.FittedOn is null ? "" : $", {result.FittedOn}")}: {Generated(result)}.");
        foreach (var result in report.Results.Where(r => r.LeftOut is not null))
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{result.Model} was left out: {result.LeftOut}");
        return text.ToString();
    }

    /// <summary>How much was generated, how like what was observed, and how its generator ranks by itself.</summary>
    private static string Generated(BenchResult result)
    {
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{result.AugmentFigures["generatedPairs"]:N0} pairs generated") };
        foreach (var name in (string[])["popularityDistance", "historyLengthDistance", "coOccurrenceCorrelation", "categoryTransitionDistance"])
            if (result.AugmentFigures.TryGetValue(name, out var value)) parts.Add($"{name} {Number(value)}");
        foreach (var (name, value) in result.AugmentFigures.Where(f => f.Key.StartsWith("alone", StringComparison.Ordinal)))
            parts.Add($"the generator alone {name["alone".Length..].ToLowerInvariant()} {Number(value)}");
        return string.Join(", ", parts);
    }

    private static IEnumerable<string> Cells(BenchResult result, BenchReport report, bool augmented, bool fitted, string main, int width)
    {
        List<string> cells = [result.Model];
        if (augmented) cells.Add(result.Augment);
        if (fitted) cells.Add(result.FittedOn ?? "");
        if (result.LeftOut is not null) return cells.Concat(Enumerable.Repeat("–", width - cells.Count));
        cells.AddRange(report.Columns.Select(c => Number(result.Metrics[c])));
        cells.Add(result.Intervals.TryGetValue(main, out var interval) ? $"{Number(interval[0])}–{Number(interval[1])}" : "");
        cells.Add(result.VersusBest is { } best ? Compared(best) : "best");
        if (augmented) cells.Add(result.VersusUnaugmented is { } twin ? Compared(twin) : "");
        cells.AddRange(
        [
            result.FitSeconds.ToString("0.00", CultureInfo.InvariantCulture), result.SearchSeconds.ToString("0", CultureInfo.InvariantCulture),
            result.PeakMegabytes.ToString("0", CultureInfo.InvariantCulture), result.ModelMegabytes.ToString("0.0", CultureInfo.InvariantCulture),
        ]);
        return cells;
    }

    /// <summary>A difference and its p.</summary>
    public static string Compared(PairedComparison comparison) => $"{Signed(comparison.Difference)} ({P(comparison.PTwoSided)})";

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");

    private static string Number(double value) => value.ToString(".0000", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+.0000;-.0000;0", CultureInfo.InvariantCulture);

    private static string P(double value) => value < .001 ? "<.001" : value.ToString(".000", CultureInfo.InvariantCulture);
}
