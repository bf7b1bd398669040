using System.Text.Json.Nodes;

namespace Ecom.Local.Tests.Bench;

public sealed class BenchLightTests : IDisposable
{
    private readonly CommandRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Rows_are_compared_user_by_user_over_seeds_and_cuts()
    {
        // Two groups of users, each with a half of the items.
        var random = new Random(1);
        var (train, test) = (new List<string>(), new List<string>());
        for (var u = 0; u < 60; u++)
        {
            var items = Enumerable.Range(0, 20).Select(i => i + u % 2 * 20).ToArray();
            random.Shuffle(items);
            train.AddRange(items.Take(10).Select(i => $"{u} {i}"));
            test.AddRange(items.Skip(10).Take(4).Select(i => $"{u} {i}"));
        }
        File.WriteAllLines(_run.Path("train"), train);
        File.WriteAllLines(_run.Path("test"), test);
        Assert.Equal(0, await CommandRun.RunAsync(
            "bench", "light", "--train", _run.Path("train"), "--test", _run.Path("test"), "--cut", "0,3", "--seeds", "1,2", "--models", "popularity,itemknn", "--augment", "none,self",
            "--trials", "2", "--budget", "20", "--json", _run.Path("r.json"), "--markdown", _run.Path("r.md")));

        var report = JsonNode.Parse(_run.Text("r.json"))!;
        Assert.Equal([1, 2], report["seeds"]!.AsArray().Select(s => s!.GetValue<int>()));
        var rows = report["rows"]!.AsArray().Select(r => r!).ToArray();
        Assert.Equal(8, rows.Length);
        // Nobody cut: everybody counts. Cut: half of the users a seed, another half each, all compared with themselves.
        Assert.All(rows.Where(r => r["cut"]!.GetValue<int>() == 0), r => Assert.Equal(60, r["users"]!.GetValue<int>()));
        Assert.All(rows.Where(r => r["cut"]!.GetValue<int>() == 3), r => Assert.InRange(r["users"]!.GetValue<int>(), 31, 59));
        foreach (var row in rows)
        {
            var augmented = row["augment"]!.ToString() != "none";
            Assert.Equal(augmented, row["versusTwin"] is not null);
            if (!augmented) continue;
            var twin = rows.Single(r => r["cut"]!.ToJsonString() == row["cut"]!.ToJsonString() && r["model"]!.ToString() == row["model"]!.ToString() && r["augment"]!.ToString() == "none");
            Assert.Equal(row["ndcg"]!.GetValue<double>() - twin["ndcg"]!.GetValue<double>(), row["versusTwin"]!["difference"]!.GetValue<double>(), 1e-6);
        }
        // Exactly one row of each cut is the best without augmentation.
        Assert.All(rows.GroupBy(r => r["cut"]!.GetValue<int>()), g => Assert.Single(g, r => r["augment"]!.ToString() == "none" && r["versusBest"] is null));
        // Groups are learnable and popularity does not know them.
        double Ndcg(string model) => rows.Single(r => r["cut"]!.GetValue<int>() == 0 && r["model"]!.ToString() == model && r["augment"]!.ToString() == "none")["ndcg"]!.GetValue<double>();
        Assert.True(Ndcg("itemknn") > Ndcg("popularity"));
        Assert.Equal(2, await CommandRun.RunAsync("bench", "light", "--train", _run.Path("train"), "--test", _run.Path("test"), "--cut", "x"));
    }
}
