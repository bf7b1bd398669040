using System.Text.Json.Nodes;

namespace Ecom.Local.Tests.Bench;

public sealed class BenchMembersTests : IDisposable
{
    private readonly CommandRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_generator_is_attacked_with_and_without_privacy_and_no_budget_is_spent()
    {
        var random = new Random(1);
        File.WriteAllLines(_run.Path("train"), Enumerable.Range(0, 80).SelectMany(u => Enumerable.Range(0, 6).Select(_ => $"u{u} i{random.Next(8) + u % 2 * 8}")));
        Task<int> Bench(params string[] more) => CommandRun.RunAsync(["bench", "members", "--train", _run.Path("train"), "--threads", "1", "--shadows", "2", .. more]);
        Assert.Equal(0, await Bench("--augment", "vae", "--set", "vae.hidden=8,vae.latent=4", "--epsilon", "none,2", "--delta", "1e-3", "--json", _run.Path("r.json"), "--markdown", _run.Path("r.md")));
        var rows = JsonNode.Parse(_run.Text("r.json"))!["rows"]!.AsArray().Select(r => r!).ToArray();
        Assert.Equal(2, rows.Length);
        Assert.Null(rows[0]["epsilon"]);
        Assert.Equal(2, rows[1]["epsilon"]!.GetValue<double>());
        // What was spent is of the attacked generator.
        Assert.InRange(rows[1]["figures"]!["epsilon"]!.GetValue<double>(), 1.9, 2);
        foreach (var figures in rows.Select(r => r["figures"]!))
        {
            Assert.Equal((40, 2), (figures["members"]!.GetValue<double>(), figures["shadows"]!.GetValue<double>()));
            foreach (var name in new[] { "likelihoodAuc", "referenceAuc", "shadowAuc", "likelihoodTpr", "referenceTpr", "shadowTpr" })
            {
                double Of(string end) => figures[name + end]!.GetValue<double>();
                Assert.InRange(Of(""), Of("Low"), Of("High"));
            }
        }
        Assert.Contains("| vae | 2 | 40 | 2 |", _run.Text("r.md"), StringComparison.Ordinal);
        Assert.False(File.Exists(_run.Path("privacy-ledger.json")));
        Assert.Equal(2, await Bench("--augment", "self", "--epsilon", "2"));
        Assert.Equal(2, await Bench("--augment", "balance"));
        Assert.Equal(2, await Bench("--augment", "vae", "--epsilon", "few"));
    }
}
