using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecom.Local.Reporting.Html;

/// <summary>One page that needs nothing else: styles and plots are in it, light and dark as the reader has it, and the JSON it was made from stands at its end.</summary>
internal sealed class HtmlPage(string title)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly StringBuilder _body = new();

    public HtmlPage Heading(string text) => Line($"<h2>{Text(text)}</h2>");

    public HtmlPage Note(string text) => Line($"<p class=\"soft\">{Text(text)}</p>");

    /// <summary>Names and values, side by side.</summary>
    public HtmlPage Facts(IEnumerable<(string Name, string? Value)> facts) =>
        Line($"<dl>{string.Concat(facts.Where(f => f.Value is not null).Select(f => $"<div><dt>{Text(f.Name)}</dt><dd>{Text(f.Value!)}</dd></div>"))}</dl>");

    /// <param name="caption">What the table shows.</param>
    /// <param name="head">Column names; the first column is the row's name, the others are numbers where they look so.</param>
    /// <param name="rows">Cells.</param>
    public HtmlPage Table(string caption, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        Line($"<div class=\"scroll\" tabindex=\"0\"><table><caption>{Text(caption)}</caption><thead><tr>{string.Concat(head.Select(h => $"<th scope=\"col\">{Text(h)}</th>"))}</tr></thead><tbody>");
        foreach (var row in rows)
            Line($"<tr><th scope=\"row\">{Text(row[0])}</th>{string.Concat(row.Skip(1).Select(c => $"<td{(IsNumber(c) ? " class=\"n\"" : "")}>{Text(c)}</td>"))}</tr>");
        return Line("</tbody></table></div>");
    }

    public HtmlPage Figure(string caption, string svg) => Line($"<figure><figcaption>{Text(caption)}</figcaption>{svg}</figure>");

    /// <param name="source">The numbers the page was made from.</param>
    public string ToString(JsonNode source) => $$"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{{Text(title)}}</title>
        <style>
        :root { color-scheme: light dark; --bg: light-dark(#f6f7f9, #14171c); --card: light-dark(#fff, #1d2229); --text: light-dark(#1b2430, #e6eaf0); --soft: light-dark(#546172, #a3afbf);
          --line: light-dark(#d9dee6, #323a45); --a: light-dark(#0b5cad, #7db7f5); --b: light-dark(#a4262c, #ff9b9b); --c: light-dark(#146c2e, #6fd68f); --d: light-dark(#7a4d00, #e8b65a); --e: light-dark(#5b3a9b, #bfa3f5); }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--bg); color: var(--text); font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { max-width: 64rem; margin: auto; padding: 1rem; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; border-bottom: 1px solid var(--line); }
        dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0; } dt, figcaption, caption, .soft { color: var(--soft); font-size: .9rem; } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; margin: 1rem 0; } table { border-collapse: collapse; width: 100%; font-size: .93rem; background: var(--card); } caption { text-align: left; padding-bottom: .3rem; }
        th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; } thead th { font-weight: 600; } td.n { text-align: right; font-variant-numeric: tabular-nums; } td:nth-child(n+4):last-child:not(.n) { min-width: 14rem; }
        figure { margin: 1rem 0; } svg { width: 100%; height: auto; background: var(--card); } svg text { fill: var(--text); font-size: 12px; } .axis { stroke: var(--line); } .whisker { stroke: var(--text); }
        .a { fill: var(--a); stroke: var(--a); } .b { fill: var(--b); stroke: var(--b); } .c { fill: var(--c); stroke: var(--c); } .d { fill: var(--d); stroke: var(--d); } .e { fill: var(--e); stroke: var(--e); }
        polyline { fill: none !important; stroke-width: 1.8; } text.a, text.b, text.c, text.d, text.e { stroke: none; } pre { overflow: auto; max-height: 30rem; font-size: .85rem; }
        </style></head><body><main>
        <h1>{{Text(title)}}</h1>
        {{_body}}<h2>The same numbers as JSON</h2>
        <details><summary>Show</summary><pre tabindex="0">{{Text(source.ToJsonString(Indented))}}</pre></details>
        </main></body></html>

        """;

    /// <summary>A number of a JSON document, or «–» where it has none.</summary>
    public static string Number(JsonNode? node, string format = "0.000") =>
        node is JsonValue value && value.TryGetValue<double>(out var number) ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    /// <summary>An interval of two numbers.</summary>
    public static string Interval(JsonNode? node) => node is JsonArray { Count: 2 } pair ? $"{Number(pair[0])} – {Number(pair[1])}" : "–";

    private static bool IsNumber(string cell) => cell == "–" || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private HtmlPage Line(string html)
    {
        _body.AppendLine(html);
        return this;
    }
}
