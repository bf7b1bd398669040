using System.Globalization;
using System.Text;
using Ecom.Evaluation.Ranking;
using Ecom.Evaluation.Statistics;

namespace Ecom.Local.Bench;

/// <summary>Collects NDCG@20 per user over seeds and compares rows user by user.</summary>
internal sealed class LightComparisons
{
    private const string Metric = "ndcg@20";
    private readonly Dictionary<(int Cut, string Model, string Augment), Dictionary<int, List<float>>> _values = [];

    public void Add(int cut, BenchResult result)
    {
        if (result.UsersFile is null) return;
        var all = PerUserMetrics.Read(result.UsersFile);
        var part = cut == 0 ? all : all.Where(s => s == UserSlice.Light);
        var key = (cut, result.Model, result.Augment);
        if (!_values.TryGetValue(key, out var users)) _values.Add(key, users = []);
        var values = part.Values(Metric);
        for (var u = 0; u < part.Users.Length; u++)
        {
            if (!users.TryGetValue(part.Users[u], out var seeds)) users.Add(part.Users[u], seeds = []);
            seeds.Add(values[u]);
        }
    }

    public IReadOnlyList<LightRow> Rows(int seed) => [.. _values.Keys.GroupBy(k => k.Cut).OrderBy(g => g.Key).SelectMany(group =>
    {
        // Chosen on the test figures, which favours the comparator: a claim against it is on the safe side.
        var best = group.Where(k => k.Augment == "none").MaxBy(Mean);
        return group.OrderByDescending(Mean).Select(key => new LightRow(
            key.Cut, key.Model, key.Augment, _values[key].Values.Max(v => v.Count), _values[key].Count, Mean(key),
            key.Augment == "none" ? null : Compare(key, (key.Cut, key.Model, "none"), seed),
            key == best ? null : Compare(key, best, seed),
            key.Augment == "none" ? null : Compare(key, (key.Cut, key.Augment, "none"), seed)));
    })];

    public static string Markdown(LightReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(report.Protocol).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Command: `{report.Command}`").AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture, $"Seeds {string.Join(", ", report.Seeds)} · tuning: {report.Tuning} · whole command {report.Seconds:0} s").AppendLine();
        text.AppendLine("| cut to | model | augment | users | NDCG@20 | vs none (p) | vs best without (p) | vs generator (p) |");
        text.AppendLine("|---:|---|---|---:|---:|---:|---:|---:|");
        foreach (var r in report.Rows)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {(r.Cut == 0 ? "–" : r.Cut)} | {r.Model} | {r.Augment} | {r.Users} | {r.Ndcg:.0000} | {Cell(r.VersusTwin)} | {Cell(r.VersusBest)} | {Cell(r.VersusGenerator)} |");
        return text.ToString();
    }

    private static string Cell(PairedComparison? comparison) => comparison is null ? "" : BenchTable.Compared(comparison);

    private double Mean((int, string, string) key) => _values[key].Values.Average(v => (double)v.Average());

    private PairedComparison? Compare((int, string, string) first, (int, string, string) second, int seed)
    {
        if (!_values.TryGetValue(second, out var others)) return null;
        var users = _values[first].Keys.Where(others.ContainsKey).Order().ToArray();
        return PairedTest.Compare([.. users.Select(u => _values[first][u].Average())], [.. users.Select(u => others[u].Average())], seed);
    }
}
