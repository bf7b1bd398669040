using System.CommandLine;
using Ecom.Domain;
using Ecom.Local.Bench;
using Ecom.Models.Jobs;

namespace Ecom.Local.Tests.Bench;

public sealed class BenchOptionsTests : IDisposable
{
    private readonly CommandRun _run = new();

    public void Dispose() => _run.Dispose();

    private static (BenchOptions Options, ParseResult Parse) Set(string set)
    {
        var options = new BenchOptions();
        var command = new Command("bench");
        options.AddTo(command);
        return (options, command.Parse(["--set", set]));
    }

    private static TrainerJob Job(string set, string augment)
    {
        var (options, parse) = Set(set);
        return options.Job(parse, "itemknn", augment, seed: 1);
    }

    [Fact]
    public void Settings_go_to_the_model_or_to_the_augmentation_whose_name_they_bear()
    {
        const string set = "neighbours=40, vae.weight=0.3,vae.most=1e3,gan.objective=wasserstein";
        Assert.Equal("""{"neighbours":40}""", Job(set, "vae").ModelParameters!.ToString());
        Assert.Equal("""{"most":1000,"weight":0.3}""", Job(set, "vae").AugmentParameters!.ToString());
        Assert.Equal("""{"objective":"wasserstein"}""", Job(set, "gan").AugmentParameters!.ToString());
        Assert.Null(Job(set, "none").AugmentParameters);
        Assert.Null(Job("vae.weight=0.3", "vae").ModelParameters);
    }

    [Theory]
    [InlineData("vae.weight")]
    [InlineData("vae.weight=")]
    [InlineData("vae.=0.3")]
    [InlineData(".weight=0.3")]
    [InlineData("=0.3")]
    [InlineData("neighbours=40,vae.weight")]
    public void What_is_no_setting_is_refused_by_its_text(string set) => Assert.Contains(
        $"'{set.Split(',')[^1]}' is not name=value", Assert.Throws<InputException>(() => Job(set, "vae")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_setting_of_an_augmentation_that_does_not_race_is_refused()
    {
        var (options, parse) = Set("gan.weight=0.3");
        options.CheckHeld(parse, ["none", "gan"]);
        Assert.Contains("'gan', which is not among the augmentations: none, vae", Assert.Throws<InputException>(() => options.CheckHeld(parse, ["none", "vae"])).Message, StringComparison.Ordinal);
    }

    /// <summary>Which settings an augmentation has, and which values they may have, is known to the trainer.</summary>
    [Theory]
    [InlineData("vae.weight=0.3,vae.add=2", 0)]
    [InlineData("vae.wieght=0.3", 2)]
    [InlineData("vae.weight=much", 2)]
    [InlineData("vae.weight=-1", 2)]
    [InlineData("gan.weight=0.3", 2)]
    public async Task The_command_holds_them_or_ends_with_wrong_input(string set, int exit)
    {
        string[] lines = [.. Enumerable.Range(0, 40).SelectMany(u => Enumerable.Range(0, 5).Select(k => $"u{u} i{(u + k) % 8}"))];
        File.WriteAllLines(_run.Path("train"), lines);
        File.WriteAllLines(_run.Path("test"), Enumerable.Range(0, 40).Select(u => $"u{u} i{(u + 6) % 8}"));
        Assert.Equal(exit, await CommandRun.RunAsync(
            "bench", "topn", "--train", _run.Path("train"), "--test", _run.Path("test"), "--models", "itemknn", "--augment", "vae", "--set", set, "--trials", "1", "--budget", "20", "--json", _run.Path("r.json")));
        if (exit != 0) return;
        var row = System.Text.Json.Nodes.JsonNode.Parse(_run.Text("r.json"))!["results"]![0]!;
        Assert.Equal((0.3, 2), (row["augmentParameters"]!["weight"]!.GetValue<double>(), row["augmentParameters"]!["add"]!.GetValue<double>()));
        Assert.InRange(row["augmentFigures"]!["aloneNdcg@20"]!.GetValue<double>(), 0.001, 1);
    }
}
