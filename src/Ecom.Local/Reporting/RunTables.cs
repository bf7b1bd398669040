using System.Globalization;
using Ecom.Local.Hosting;
using Ecom.Pipeline.Runs;
using Spectre.Console;

namespace Ecom.Local.Reporting;

/// <summary>The tables a run ends with: the ledger, and every model with and without augmentation.</summary>
internal static class RunTables
{
    /// <summary>Wide enough for the tables where the width is not a terminal's.</summary>
    private const int PlainWidth = 140;

    public static void Print(RunOutcome outcome)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected) console.Profile.Width = PlainWidth;
        console.Write(Ledger(outcome));
        console.Write(Candidates(outcome.Report));
        foreach (var note in outcome.Report.Candidates.OrderBy(c => c.Model, StringComparer.Ordinal).ThenBy(c => c.Augment, StringComparer.Ordinal))
            console.WriteLine($"{Name(note)}: {note.Why}");
        console.WriteLine();
        console.WriteLine(outcome.Report.Decision);
        if (outcome.Report.PromotedVersion is { } version) console.WriteLine($"Promoted: version {version}.");
    }

    private static Table Ledger(RunOutcome outcome)
    {
        var table = new Table().Title("Rows").Border(TableBorder.Rounded).AddColumns("dump", "in", "accepted", "rejected");
        foreach (var source in outcome.Dataset.Sources)
        {
            var rejected = string.Join(", ", source.Rejected.Where(r => r.Value > 0).OrderByDescending(r => r.Value).Select(r => $"{r.Key} {r.Value:N0}"));
            table.AddRow(
                source.Path.EscapeMarkup(), Count(source.RowsIn), Count(source.Accepted), rejected.Length == 0 ? "none" : rejected.EscapeMarkup());
        }
        return table;
    }

    private static Table Candidates(RunReport report)
    {
        var table = new Table()
            .Title("Test fold, all users: with and without augmentation").Border(TableBorder.Rounded)
            .AddColumns("model", "augmentation", "NDCG@20", "95 % interval", "against none", "recall@20", "light users NDCG@20", "coverage@20", "fit s", "MB");
        foreach (var candidate in report.Candidates.OrderBy(c => c.Model, StringComparer.Ordinal).ThenBy(c => c.Augment == "none" ? "" : c.Augment, StringComparer.Ordinal))
        {
            var all = RunJson.Of(candidate, "test", "all");
            var light = RunJson.Of(candidate, "test", "light-users");
            var name = candidate.Role == "candidate" ? candidate.Model : $"{candidate.Model} ({candidate.Role})";
            table.AddRow(
                candidate.Promoted ? $"[bold]{name.EscapeMarkup()} ✓[/]" : name.EscapeMarkup(),
                candidate.Augment,
                Metric(all?.Values, "ndcg@20"),
                all?.Low is { } low && all.High is { } high ? $"{Metric(low, "ndcg@20")} – {Metric(high, "ndcg@20")}" : "",
                AgainstTwin(report, candidate),
                Metric(all?.Values, "recall@20"),
                Metric(light?.Values, "ndcg@20"),
                Metric(all?.Values, "coverage@20"),
                candidate.FitSeconds.ToString("0.0", CultureInfo.InvariantCulture),
                (candidate.PeakBytes / 1048576.0).ToString("0", CultureInfo.InvariantCulture));
        }
        return table;
    }

    /// <summary>What the augmentation added, as a share of the same model without it.</summary>
    private static string AgainstTwin(RunReport report, CandidateReport candidate)
    {
        if (candidate.Augment == "none") return "";
        var twin = report.Candidates.FirstOrDefault(c => c.Model == candidate.Model && c.Augment == "none" && c.Role == "candidate");
        var mine = RunJson.Of(candidate, "test", "all")?.Values.GetValueOrDefault("ndcg@20");
        var other = twin is null ? null : RunJson.Of(twin, "test", "all")?.Values.GetValueOrDefault("ndcg@20");
        return mine is { } a && other is > 0 and { } b ? ((a / b) - 1).ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture) : "";
    }

    private static string Name(CandidateReport candidate) =>
        candidate.Role == "candidate" ? $"{candidate.Model} + {candidate.Augment}" : candidate.Role;

    private static string Metric(IReadOnlyDictionary<string, double>? values, string name) =>
        values is not null && values.TryGetValue(name, out var value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "–";

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
