using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Models.Storage;
using Ecom.Trainer.Jobs;

namespace Ecom.Trainer.Tests.Jobs;

public sealed class TopNTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ecom-topn-");

    public void Dispose() => _root.Delete(recursive: true);

    private TrainerResult Run(string model, string train, string test, int trials)
    {
        var output = Path.Combine(_root.FullName, model);
        var job = new TrainerJob
        {
            Kind = TrainerJobKind.TopN,
            Model = model,
            Augment = "none",
            Input = "",
            Output = output,
            TrainFile = train,
            TestFile = test,
            Threads = 2,
            MaximumTrials = trials,
            BudgetSeconds = 30,
            CutOffs = [20],
        };
        JobRunner.Run(job, TextWriter.Null, TimeProvider.System, CancellationToken.None);
        return AtomicFile.ReadJson<TrainerResult>(Path.Combine(output, TrainerFiles.Result));
    }

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_root.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    [Fact]
    public void Private_generators_spend_before_they_look_and_the_ledger_refuses_the_rest()
    {
        var random = new Random(1);
        string[] Lines(int perUser) => [.. Enumerable.Range(0, 80).SelectMany(u => Enumerable.Range(0, perUser).Select(_ => $"u{u} i{random.Next(15) + u % 2 * 15}"))];
        var (lines, test) = (Lines(8), Write("test", Lines(2)));
        var job = new TrainerJob
        {
            Kind = TrainerJobKind.TopN, Model = "itemknn", Augment = "vae", Input = "", Output = Path.Combine(_root.FullName, "private"), TrainFile = Write("train", lines), TestFile = test,
            Threads = 2, MaximumTrials = 1, BudgetSeconds = 30, CutOffs = [20], Privacy = new PrivacyJob { Epsilon = 3, Delta = 1e-3, Budget = 9, Ledger = Path.Combine(_root.FullName, "ledger.json") },
        };
        TrainerResult Result(TrainerJob one)
        {
            JobRunner.Run(one, TextWriter.Null, TimeProvider.System, CancellationToken.None);
            return AtomicFile.ReadJson<TrainerResult>(Path.Combine(one.Output, TrainerFiles.Result));
        }
        int Releases() => System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(job.Privacy!.Ledger!))!.AsObject().Single().Value!["releases"]!.AsArray().Count;

        var figures = Result(job).AugmentFigures;
        Assert.InRange(figures["epsilon"], 2.8, 3);
        Assert.Equal((1e-3, 1), (figures["delta"], Releases()));
        // A search fits one generator on what it keeps of the pairs, and another one on all of them: the same users, in another order of the file.
        var shuffled = lines.ToArray();
        new Random(2).Shuffle(shuffled);
        Result(job with { MaximumTrials = 3, Output = Path.Combine(_root.FullName, "searched"), TrainFile = Write("shuffled", shuffled) });
        Assert.Equal(3, Releases());
        Assert.Contains("budget", Assert.Throws<InputException>(() => Result(job)).Message, StringComparison.Ordinal);
        Assert.Equal(3, Releases());
        Assert.Throws<InputException>(() => Result(job with { Augment = "auto" }));
        Assert.Throws<InputException>(() => Result(job with { Augment = "none" }));
    }

    [Fact]
    public void The_generator_alone_ranks_as_the_model_that_it_is()
    {
        var random = new Random(1);
        string[] Lines(int perUser) => [.. Enumerable.Range(0, 160).SelectMany(u => Enumerable.Range(0, perUser).Select(_ => $"u{u} i{random.Next(15) + u % 2 * 15}"))];
        // Ten users and more have every item, so that the generator knows all that the model does.
        var network = Parameters.None.With("hidden", 8).With("latent", 4).With("beta", .1).With("dropout", .2);
        var job = new TrainerJob
        {
            Kind = TrainerJobKind.TopN, Model = "itemknn", Augment = "vae", Input = "", Output = Path.Combine(_root.FullName, "augmented"),
            TrainFile = Write("train", Lines(8)), TestFile = Write("test", Lines(2)), Threads = 1, MaximumTrials = 1, BudgetSeconds = 30, CutOffs = [5, 10], AugmentParameters = network,
        };
        TrainerResult Result(TrainerJob one)
        {
            JobRunner.Run(one, TextWriter.Null, TimeProvider.System, CancellationToken.None);
            return AtomicFile.ReadJson<TrainerResult>(Path.Combine(one.Output, TrainerFiles.Result));
        }
        var alone = Result(job).AugmentFigures["aloneNdcg@10"];
        var model = Result(job with { Model = "vae", Augment = "none", AugmentParameters = null, ModelParameters = network, Output = Path.Combine(_root.FullName, "alone") });
        Assert.Equal(model.Metrics.Single(m => m.Slice == "all").Values["ndcg@10"], alone, 1e-6);
        // What is no recommender, or nothing, has no such figure.
        foreach (var other in new[] { "none", "balance" })
            Assert.DoesNotContain(Result(job with { Augment = other, AugmentParameters = null, Output = Path.Combine(_root.FullName, other) }).AugmentFigures.Keys, k => k.StartsWith("alone", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData("popularity", .2132, .99)]
    [InlineData("ease", .4368, .985)]
    public void MovieLens_reaches_the_published_table(string model, double published, double share)
    {
        var data = Environment.GetEnvironmentVariable("ECOM_DATA_DIR");
        Skip.If(data is null, "ECOM_DATA_DIR is not set.");
        var result = Run(model, Path.Combine(data, "ml100k", "ML100K.train.gz"), Path.Combine(data, "ml100k", "ML100K.test.gz"), trials: 3);
        Assert.InRange(result.Metrics.Single(m => m.Slice == "all").Values["ndcg@20"], share * published, 1.1 * published);
    }

    [Fact]
    public void A_line_that_is_no_pair_is_named()
    {
        var train = Write("train", "1 2 5", "1");
        Assert.Contains("line 2", Assert.Throws<InputException>(() => Run("popularity", train, train, 1)).Message, StringComparison.Ordinal);
        var value = Write("value", "1 2 five");
        Assert.Contains("'five'", Assert.Throws<InputException>(() => Run("popularity", value, value, 1)).Message, StringComparison.Ordinal);
        var empty = Write("empty");
        Assert.Contains("no pair", Assert.Throws<InputException>(() => Run("popularity", empty, empty, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Run("popularity", Path.Combine(_root.FullName, "absent"), train, 1));
    }

    [Fact]
    public void Ids_may_be_any_text_and_a_value_of_zero_is_no_interaction()
    {
        var train = Write("train", "anna shoe 1", "anna hat 3", "bob\tshoe", "bob hat 0", "cy hat");
        var test = Write("test", "bob hat", "cy shoe");
        var result = Run("popularity", train, test, 1);
        Assert.Equal(2, result.Metrics.Single(m => m.Slice == "all").Users);
    }
}
