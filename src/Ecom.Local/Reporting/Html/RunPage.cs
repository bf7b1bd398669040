using System.Globalization;
using System.Text.Json.Nodes;
using static Ecom.Local.Reporting.Html.HtmlPage;

namespace Ecom.Local.Reporting.Html;

/// <summary>What <c>run --html</c> writes: every recipe with and without augmentation, what was generated, and the decision.</summary>
internal static class RunPage
{
    private const string Metric = "ndcg@20";

    /// <param name="run">What <c>run --json</c> writes.</param>
    public static string Write(JsonObject run)
    {
        var candidates = run["candidates"]!.AsArray().Select(c => c!.AsObject()).OrderByDescending(c => c["metrics"]![Metric]?.GetValue<double>() ?? -1).ToArray();
        var page = new HtmlPage("A run: models with and without augmentation");
        page.Heading("Decision").Note(run["decision"]!.ToString()).Facts([
            ("Promoted version", run["promotedVersion"]?.ToString() ?? "none"), ("Customers", Number(run["users"], "0")), ("Products", Number(run["items"], "0")), ("Rows read", Number(run["rows"]!["in"], "0")),
            ("accepted", Number(run["rows"]!["accepted"], "0")), .. run["seconds"]!.AsObject().Select(s => ($"Seconds, {s.Key}", (string?)Number(s.Value, "0.0"))),
        ]);
        var measured = candidates.Where(c => c["metrics"]![Metric] is not null).ToArray();
        if (measured.Length > 0)
        {
            page.Heading("Usefulness").Figure(
                "NDCG@20 of all users on the test fold, with 95 % intervals",
                SvgPlot.Bars("NDCG@20 by recipe", [.. measured.Select(Bar)], Math.Max(0.01, 1.1 * measured.Max(c => Bar(c).High ?? Bar(c).Value))));
        }
        page.Table(
            "Every recipe", ["recipe", "NDCG@20", "95 %", "light users", "trials", "fit s", "why"],
            candidates.Select(c => (IReadOnlyList<string>)
            [
                Name(c), Number(c["metrics"]![Metric], "0.0000"), Interval(c["intervals"]?[Metric]), Number(Slice(c, "light-users"), "0.0000"), Number(c["trials"], "0"), Number(c["fitSeconds"], "0.0"),
                c["why"]?.ToString() ?? "",
            ]));
        var generated = candidates.Where(c => c["augmentFigures"] is JsonObject { Count: > 0 }).ToArray();
        if (generated.Length > 0)
        {
            page.Heading("What was generated").Note(
                "Distances are 0 and correlations 1 at best, against observed interactions: where they fall by popularity, how long histories are, which items go together, and steps from category to category.");
            string[] names = [.. generated.SelectMany(c => c["augmentFigures"]!.AsObject().Select(f => f.Key)).Distinct()];
            page.Table(
                "Figures of the generators", ["recipe", .. names],
                generated.Select(c => (IReadOnlyList<string>)[Name(c), .. names.Select(n => Number(c["augmentFigures"]![n], "0.####"))]));
        }
        foreach (var c in candidates)
        {
            var epochs = (c["augmentLosses"] as JsonArray ?? []).Select(e => e!.AsObject()).ToArray();
            foreach (var loss in epochs.SelectMany(e => e.Select(l => l.Key)).Distinct())
                page.Figure($"{Name(c)}: {loss} by epoch", SvgPlot.Lines($"{loss} of {Name(c)} by epoch", "epoch", [(loss, [.. epochs.Select(e => e[loss]?.GetValue<double>() ?? double.NaN)])]));
        }
        foreach (var c in candidates.Where(c => c["tried"] is JsonArray { Count: > 1 }))
        {
            page.Table(
                $"Everything {Name(c)} tried on the validation fold", ["setting", "share of customers", "score", "seconds"],
                c["tried"]!.AsArray().OrderByDescending(t => t!["share"]!.GetValue<double>()).ThenByDescending(t => t!["score"]!.GetValue<double>()).Select(t => (IReadOnlyList<string>)
                [
                    string.Join(", ", Settings(t!["modelParameters"]).Concat(Settings(t["augmentParameters"]))), Number(t["share"], "0.00"), Number(t["score"], "0.0000"), Number(t["seconds"], "0.0"),
                ]));
        }
        page.Heading("Privacy").Note(
            "A recommender trained on real rows is not private in the sense of differential privacy, augmented or not. Generators keep no item, quantile or prototype that fewer than 10 customers share.");
        return page.ToString(run);
    }

    private static IEnumerable<string> Settings(JsonNode? parameters) => (parameters as JsonObject ?? []).Select(p =>
        $"{p.Key} {(p.Value is JsonValue v && v.TryGetValue<double>(out var n) ? n.ToString("0.####", CultureInfo.InvariantCulture) : p.Value?.ToString())}");

    private static (string Name, double Value, double? Low, double? High) Bar(JsonObject c) =>
        (Name(c), c["metrics"]![Metric]!.GetValue<double>(), c["intervals"]?[Metric]?[0]?.GetValue<double>(), c["intervals"]?[Metric]?[1]?.GetValue<double>());

    private static string Name(JsonObject c) =>
        $"{c["model"]}{(c["augment"]!.ToString() == "none" ? "" : $" + {c["augment"]}")}{(c["role"]!.ToString() == "candidate" ? "" : $" ({c["role"]})")}{(c["promoted"]!.GetValue<bool>() ? " ✓" : "")}";

    private static JsonNode? Slice(JsonObject c, string slice) =>
        c["slices"]?.AsArray().FirstOrDefault(s => s!["fold"]!.ToString() == "test" && s["slice"]!.ToString() == slice)?["values"]?[Metric];
}
