using Ecom.Domain;
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
