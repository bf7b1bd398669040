using System.Globalization;
using System.Text.Json.Nodes;

namespace Ecom.Local.Tests.Bench;

public sealed class TableCommandsTests : IDisposable
{
    private readonly CommandRun _run = new();

    public void Dispose() => _run.Dispose();

    private JsonNode Json(string name) => JsonNode.Parse(_run.Text(name))!;

    [Fact]
    public async Task Bench_tables_measures_each_method_and_writes_the_same_numbers_twice()
    {
        var table = _run.Table("t.csv", 500, 1);
        Assert.Equal(0, await CommandRun.RunAsync(
            "bench", "tables", "--table", table, "--target", "rich", "--methods", "copula,tvae", "--epochs", "3", "--json", _run.Path("r.json"), "--markdown", _run.Path("r.md")));
        var methods = Json("r.json")["methods"]!.AsObject();
        Assert.Equal(["copula", "tvae"], methods.Select(m => m.Key));
        foreach (var (name, method) in methods)
        {
            var overall = method!["assessment"]!["quality"]!["overall"]!.GetValue<double>();
            Assert.InRange(overall, 0.4, 1);
            var row = Assert.Single(_run.Text("r.md").Split('\n'), l => l.StartsWith($"| {name} |", StringComparison.Ordinal));
            Assert.Contains(overall.ToString(".000", CultureInfo.InvariantCulture), row, StringComparison.Ordinal);
            Assert.NotNull(method["assessment"]!["privacy"]!["attributeInference"]!["rich"]);
            Assert.NotNull(method["assessment"]!["utility"]);
        }
        // One part learned from and one held out, of every row.
        Assert.True(methods["copula"]!["assessment"]!["quality"]!["columnShapes"]!.GetValue<double>() > 0.9);
        Assert.Equal(3, methods["tvae"]!["figures"]!["epochs"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_private_table_says_what_it_spent_and_the_budget_refuses_the_next()
    {
        var table = _run.Table("t.csv", 400, 1);
        Task<int> Make(string epsilon, string output, params string[] more) => CommandRun.RunAsync(
            ["synthesize", "--table", table, "--method", "tvae", "--epochs", "2", "--epsilon", epsilon, "--delta", "1e-4", "--out", _run.Path(output), .. more]);
        Assert.Equal(0, await Make("2", "a.csv", "--budget", "3", "--json", _run.Path("a.json"), "--html", _run.Path("a.html")));
        var figures = Json("a.json")["figures"]!;
        Assert.InRange(figures["epsilon"]!.GetValue<double>(), 1.9, 2);
        Assert.Equal((1e-4, 3.0, 2.0), (figures["delta"]!.GetValue<double>(), figures["budget"]!.GetValue<double>(), figures["budgetSpent"]!.GetValue<double>()));
        Assert.True(figures["noiseMultiplier"]!.GetValue<double>() > 0);
        Assert.Equal(2, Json("a.json")["losses"]!.AsArray().Count);
        Assert.Equal(401, File.ReadAllLines(_run.Path("a.csv")).Length);
        Assert.Contains("generator and of this table alone", _run.Text("a.html"), StringComparison.Ordinal);

        Assert.Equal(2, await Make("2", "b.csv"));
        Assert.False(File.Exists(_run.Path("b.csv")));
        Assert.Equal(0, await Make("1", "b.csv"));
        // A method that cannot, and settings without sense, spend nothing either.
        Assert.Equal(2, await CommandRun.RunAsync("synthesize", "--table", table, "--method", "copula", "--epsilon", "1", "--out", _run.Path("c.csv")));
        Assert.Equal(2, await CommandRun.RunAsync("synthesize", "--table", table, "--method", "tvae", "--delta", "1e-4", "--out", _run.Path("c.csv")));
        Assert.Equal(2, Json("privacy-ledger.json").AsObject().Single().Value!["releases"]!.AsArray().Count);
    }

    [Fact]
    public async Task Assess_writes_one_self_contained_page_with_the_numbers_of_its_json()
    {
        var (real, holdout, made) = (_run.Table("r.csv", 400, 1), _run.Table("h.csv", 300, 2), _run.Table("s.csv", 400, 3));
        Assert.Equal(0, await CommandRun.RunAsync(
            "assess", "--real", real, "--holdout", holdout, "--synthetic", made, "--target", "rich", "--shadows", "2", "--method", "copula",
            "--json", _run.Path("a.json"), "--html", _run.Path("a.html")));
        var (json, html) = (Json("a.json"), _run.Text("a.html"));
        foreach (var figure in new[] { json["quality"]!["overall"]!, json["fidelity"]!["alphaPrecision"]!, json["privacy"]!["membershipAuc"]!, json["privacy"]!["shadow"]!["auc"]! })
            Assert.Contains($"<dd>{figure.GetValue<double>().ToString("0.000", CultureInfo.InvariantCulture)}</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<polyline", html, StringComparison.Ordinal);
        Assert.Contains("inferring kind", html, StringComparison.Ordinal);
        foreach (var outside in new[] { "http:", "https:", "<script", "<link", "@import", "url(" }) Assert.DoesNotContain(outside, html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, await CommandRun.RunAsync("assess", "--real", real, "--synthetic", made, "--shadows", "2", "--method", "copula"));
        Assert.Equal(2, await CommandRun.RunAsync("assess", "--real", real, "--holdout", holdout, "--synthetic", made, "--shadows", "2"));
    }
}
