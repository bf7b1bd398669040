using System.Text.Json.Nodes;
using static Ecom.Local.Reporting.Html.HtmlPage;

namespace Ecom.Local.Reporting.Html;

/// <summary>What <c>assess --html</c> writes: quality, usefulness and privacy of a synthetic table.</summary>
internal static class AssessmentPage
{
    /// <param name="name">The synthetic table.</param>
    /// <param name="a">What <c>assess --json</c> writes.</param>
    public static string Write(string name, JsonObject a)
    {
        var page = new HtmlPage($"{name}: quality, usefulness, privacy");
        Quality(page, a);
        Usefulness(page, a);
        Privacy(page, a["privacy"]!.AsObject());
        return page.ToString(a);
    }

    private static void Quality(HtmlPage page, JsonObject a)
    {
        var (q, f) = (a["quality"]!, a["fidelity"]!);
        page.Heading("Quality").Facts([
            ("Overall, all pairs", Number(q["overall"])), ("Overall, related pairs only", Number(q["overallThresholded"])), ("Column shapes", Number(q["columnShapes"])),
            ("Column pairs", Number(q["columnPairs"])), ("Overall against the holdout", a["qualityAgainstHoldout"] is { } h ? Number(h["overall"]) : null),
            ("Two-sample AUC (0.5 is best)", Number(a["twoSampleAuc"])), ("Range and value coverage", Number(q["coverage"])), ("Adherence", Number(q["adherence"])),
            ("Density", Number(f["density"])), ("Coverage of neighbourhoods", Number(f["coverage"])), ("α-precision", Number(f["alphaPrecision"])), ("β-recall", Number(f["betaRecall"])),
        ]);
        page.Figure(
            "Each column's own distribution, 1 at best (KS complement of numbers, TV complement of texts)",
            SvgPlot.Bars("Similarity by column", [.. q["byColumn"]!.AsObject().Select(c => (c.Key, c.Value!.GetValue<double>(), (double?)null, (double?)null))], 1));
        page.Figure(
            "Share of synthetic rows in the ball that holds a share of the real ones (precision), and of real rows near a share of the most typical synthetic ones (recall), by twentieths; the diagonal is best",
            SvgPlot.Lines("Precision and recall curves", "twentieth", [
                ("precision", Values(f["precisionCurve"]!)), ("recall", Values(f["recallCurve"]!)), ("diagonal", [.. Enumerable.Range(1, 20).Select(s => s / 20.0)]),
            ]));
    }

    private static void Usefulness(HtmlPage page, JsonObject a)
    {
        page.Heading("Usefulness");
        if (a["utility"] is not JsonObject u)
        {
            page.Note("Not measured: it needs a holdout and a target column of two values.");
            return;
        }
        page.Table(
            "F1 of the rarer class on real rows that no training saw, by what was learned from", ["classifier", "real", "synthetic", "both"],
            [
                .. u["byClassifier"]!.AsObject().Select(c => (IReadOnlyList<string>)[c.Key, .. c.Value!.AsArray().Select(v => Number(v))]),
                ["mean", Number(u["real"]), Number(u["synthetic"]), Number(u["both"])],
            ]);
    }

    private static void Privacy(HtmlPage page, JsonObject p)
    {
        page.Heading("Privacy").Facts([
            ("Membership AUC (0.5 learns nothing)", Number(p["membershipAuc"])), ("its 95 % interval", Interval(p["membershipAucInterval"])),
            ("True positives at 1 % false positives", Number(p["tprAt1PercentFpr"])), ("its 95 % interval", Interval(p["tprInterval"])),
            ("True positives at 0.1 % false positives", p["tprAtTenthPercentFpr"] is { } fine ? Number(fine, "0.0000") : null),
            ("its 95 % interval", p["tprAtTenthPercentInterval"] is { } interval ? Interval(interval) : null), ("Held-out rows attacked", p["nonMembers"] is { } n ? Number(n, "0") : null),
            ("Exact copies of training rows", Number(p["exactCopies"], "0.0000")), ("the same of held-out rows", Number(p["exactCopiesOfHoldout"], "0.0000")),
            ("Duplicates among synthetic rows", Number(p["innerDuplicates"], "0.0000")),
        ]);
        if (p["shadow"] is JsonObject s)
            page.Facts([("Shadow models", Number(s["shadows"], "0")), ("their AUC", Number(s["auc"])), ("its 95 % interval", Interval(s["aucInterval"])), ("TPR at 1 % FPR", Number(s["tprAt1PercentFpr"]))]);
        List<(string, JsonNode?)> attacks = [("singling out by one column", p["singlingOutUnivariate"]), ("singling out by three columns", p["singlingOutMultivariate"])];
        if (p["attributeInference"] is JsonObject columns) attacks.AddRange(columns.Select(c => ($"inferring {c.Key}", c.Value)));
        if (attacks.Exists(t => t.Item2 is not null))
        {
            page.Table(
                "Attacks, on training rows and as control on rows the generator never saw; risk is what is left beyond the control", ["attack", "guesses", "success", "95 %", "control", "95 %", "risk", "95 %"],
                attacks.Where(t => t.Item2 is not null).Select(t => (IReadOnlyList<string>)
                [
                    t.Item1, Number(t.Item2!["attacks"], "0"), Number(t.Item2["success"]), Interval(t.Item2["successInterval"]), Number(t.Item2["control"]), Interval(t.Item2["controlInterval"]),
                    Number(t.Item2["risk"]), Interval(t.Item2["riskInterval"]),
                ]));
        }
        page.Note($"For information only, since distance does not show privacy: median distance to the nearest training row {Number(p["medianDistance"])}, over that to the second nearest {Number(p["medianDistanceRatio"])}.");
    }

    private static double[] Values(JsonNode node) => [.. node.AsArray().Select(v => v!.GetValue<double>())];
}
