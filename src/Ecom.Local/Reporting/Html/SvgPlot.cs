using System.Globalization;
using System.Net;
using System.Text;

namespace Ecom.Local.Reporting.Html;

/// <summary>Plots as inline SVG. Values are written beside the marks, so that nothing is told by colour alone.</summary>
internal static class SvgPlot
{
    private const int Width = 900, Left = 260, Right = 90, RowHeight = 24;
    private static readonly string[] Classes = ["a", "b", "c", "d", "e"];

    /// <summary>Horizontal bars from zero, with whiskers where there is an interval.</summary>
    public static string Bars(string label, IReadOnlyList<(string Name, double Value, double? Low, double? High)> bars, double most)
    {
        var scale = (Width - Left - Right) / Math.Max(1e-9, most);
        var text = Open(label, bars.Count * RowHeight + 10);
        for (var b = 0; b < bars.Count; b++)
        {
            var (name, value, low, high) = bars[b];
            var y = 5 + b * RowHeight;
            text.Append(Invariant($"<text x=\"{Left - 8}\" y=\"{y + 15}\" text-anchor=\"end\">{Escape(name)}</text>"));
            text.Append(Invariant($"<rect class=\"a\" x=\"{Left}\" y=\"{y + 4}\" width=\"{Math.Clamp(value * scale, 0, Width - Left - Right):0.#}\" height=\"14\"/>"));
            if (low is { } l && high is { } h)
                text.Append(Invariant($"<line class=\"whisker\" x1=\"{Left + Math.Max(0, l) * scale:0.#}\" x2=\"{Left + Math.Min(most, h) * scale:0.#}\" y1=\"{y + 11}\" y2=\"{y + 11}\"/>"));
            text.Append(Invariant($"<text x=\"{Left + Math.Clamp(Math.Max(value, high ?? 0), 0, most) * scale + 6:0.#}\" y=\"{y + 15}\">{value:0.0000}</text>"));
        }
        return text.Append("</svg>").ToString();
    }

    /// <summary>Lines over 1, 2, 3, …, each with its name and last value at its end.</summary>
    /// <param name="label">For who cannot see it.</param>
    /// <param name="across">What the horizontal axis counts.</param>
    /// <param name="lines">At least one value each.</param>
    public static string Lines(string label, string across, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines)
    {
        const int Height = 300, From = 60, To = Width - 220, Top = 15, Bottom = Height - 35;
        var finite = lines.SelectMany(l => l.Values).Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high, length) = (finite.Min(), finite.Max(), lines.Max(l => l.Values.Count));
        if (high <= low) (low, high) = (low - 0.5, high + 0.5);
        double X(int at) => From + (length > 1 ? (double)at / (length - 1) : 0.5) * (To - From);
        double Y(double value) => Bottom - (value - low) / (high - low) * (Bottom - Top);
        var text = Open(label, Height);
        text.Append(Invariant($"<line class=\"axis\" x1=\"{From}\" x2=\"{To}\" y1=\"{Bottom}\" y2=\"{Bottom}\"/><line class=\"axis\" x1=\"{From}\" x2=\"{From}\" y1=\"{Top}\" y2=\"{Bottom}\"/>"));
        text.Append(Invariant($"<text x=\"{From - 6}\" y=\"{Top + 5}\" text-anchor=\"end\">{high:0.###}</text><text x=\"{From - 6}\" y=\"{Bottom}\" text-anchor=\"end\">{low:0.###}</text>"));
        text.Append(Invariant($"<text x=\"{From}\" y=\"{Height - 15}\">1</text><text x=\"{To}\" y=\"{Height - 15}\" text-anchor=\"end\">{Escape(across)} {length}</text>"));
        // Names below one another where lines end together.
        var ends = lines.Select((l, at) => (At: at, Y: Y(l.Values.LastOrDefault(double.IsFinite)))).OrderBy(e => e.Y).ToArray();
        var next = double.NegativeInfinity;
        foreach (var (at, wanted) in ends)
        {
            var y = Math.Max(wanted, next);
            next = y + 15;
            var (name, values) = lines[at];
            var kind = Classes[at % Classes.Length];
            var points = string.Join(' ', values.Select((v, p) => (v, p)).Where(v => double.IsFinite(v.v)).Select(v => Invariant($"{X(v.p):0.#},{Y(v.v):0.#}")));
            text.Append(Invariant($"<polyline class=\"{kind}\" points=\"{points}\"/><text class=\"{kind}\" x=\"{To + 8}\" y=\"{y + 4:0.#}\">{Escape(name)} {values[^1]:0.####}</text>"));
        }
        return text.Append("</svg>").ToString();
    }

    private static StringBuilder Open(string label, int height) =>
        new(Invariant($"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Escape(label)}\">"));

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
