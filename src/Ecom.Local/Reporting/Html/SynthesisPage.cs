using System.Globalization;
using System.Text.Json.Nodes;
using static Ecom.Local.Reporting.Html.HtmlPage;

namespace Ecom.Local.Reporting.Html;

/// <summary>What <c>synthesize --html</c> writes: how a table was learned, and what that spent.</summary>
internal static class SynthesisPage
{
    /// <param name="name">The real table.</param>
    /// <param name="report">What <c>synthesize --json</c> writes.</param>
    public static string Write(string name, JsonObject report)
    {
        var page = new HtmlPage($"Rows like those of {name}, by {report["method"]}");
        page.Heading("Fit").Facts([
            ("Method", report["method"]!.GetValue<string>()), ("Seed", Number(report["seed"], "0")), ("Seconds", Number(report["seconds"], "0.0")), ("Peak MB", Number(report["peakMegabytes"], "0")),
            .. report["parameters"]!.AsObject().Select(p => (p.Key, (string?)p.Value?.ToString())),
        ]);
        page.Facts(report["figures"]!.AsObject().Select(f => (f.Key, (string?)f.Value!.GetValue<double>().ToString("0.######", CultureInfo.InvariantCulture))));
        if (report["privacy"] is JsonValue guarantee) page.Heading("Privacy").Note(guarantee.GetValue<string>());
        var losses = report["losses"]!.AsArray().Select(e => e!.AsObject()).ToArray();
        if (losses.Length > 0)
        {
            page.Heading("Losses by epoch");
            foreach (var loss in losses.SelectMany(e => e.Select(l => l.Key)).Distinct())
                page.Figure(loss, SvgPlot.Lines($"{loss} by epoch", "epoch", [(loss, [.. losses.Select(e => e[loss]?.GetValue<double>() ?? double.NaN)])]));
        }
        return page.ToString(report);
    }
}
