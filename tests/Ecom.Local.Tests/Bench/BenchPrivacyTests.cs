using System.Text.Json.Nodes;

namespace Ecom.Local.Tests.Bench;

public sealed class BenchPrivacyTests : IDisposable
{
    private readonly CommandRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_private_generator_is_told_from_the_recommender_and_pays_from_the_files_budget()
    {
        var random = new Random(1);
        string[] Lines(int perUser) => [.. Enumerable.Range(0, 60).SelectMany(u => Enumerable.Range(0, perUser).Select(_ => $"u{u} i{random.Next(12) + u % 2 * 12}"))];
        File.WriteAllLines(_run.Path("train"), Lines(8));
        File.WriteAllLines(_run.Path("test"), Lines(2));
        Task<int> Bench(string augment, params string[] more) => CommandRun.RunAsync(
            ["bench", "topn", "--train", _run.Path("train"), "--test", _run.Path("test"), "--models", "itemknn", "--augment", augment, "--trials", "1", "--budget", "20", .. more]);
        Assert.Equal(0, await Bench("none,vae", "--epsilon", "2", "--delta", "1e-3", "--privacy-budget", "3", "--json", _run.Path("r.json"), "--markdown", _run.Path("r.md")));
        var rows = JsonNode.Parse(_run.Text("r.json"))!["results"]!.AsArray().Select(r => r!["augmentFigures"]!.AsObject()).ToArray();
        Assert.False(rows[0].ContainsKey("epsilon"));
        Assert.InRange(rows[1]["epsilon"]!.GetValue<double>(), 1.9, 2);
        Assert.Contains("belong to the released generator", _run.Text("r.md"), StringComparison.Ordinal);
        Assert.Contains("neither is private", _run.Text("r.md"), StringComparison.Ordinal);
        Assert.True(File.Exists(_run.Path("privacy-ledger.json")));
        // A second generator of the same file would be beyond its budget; a method that cannot learn so, and a δ without ε, are wrong input.
        Assert.Equal(2, await Bench("vae", "--epsilon", "2", "--delta", "1e-3"));
        Assert.Equal(2, await Bench("self", "--epsilon", "0.5", "--delta", "1e-3"));
        Assert.Equal(2, await Bench("vae", "--delta", "1e-3"));
        Assert.Single(JsonNode.Parse(_run.Text("privacy-ledger.json"))!.AsObject().Single().Value!["releases"]!.AsArray());
    }
}
