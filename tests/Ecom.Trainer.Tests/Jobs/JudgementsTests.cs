using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Models.Jobs;
using Ecom.Models.Storage;
using Ecom.Trainer.Jobs;
using Ecom.Trainer.Relevance;

namespace Ecom.Trainer.Tests.Jobs;

public sealed class JudgementsTests : IDisposable
{
    private static readonly string[] _things = ["lamp", "table", "chair", "kettle", "carpet", "mirror", "shelf", "clock", "pillow", "curtain"];
    private static readonly string[] _colours = ["red", "blue", "green", "white"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ecom-judgements-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void The_learned_ranker_finds_out_what_text_scores_cannot_know()
    {
        // Accessories have every word, repeated, in the description, which text scores like and the judges do not.
        var file = Write(from colour in _colours
                         from thing in _things
                         from line in new[]
                         {
                             $"{colour} {thing},\"{colour} {thing}, \n\"\"large\"\"\",A fine piece of work,4",
                             $"{colour} {thing},{thing},Comes in {colour},3",
                             $"{colour} {thing},{colour} {thing} cover for every {colour} {thing},{colour} {thing} {colour} {thing} {colour} {thing},1",
                             $"{colour} {thing},Garden hose,Nothing of the kind,1",
                         }
                         select line);
        var (bm25, learned, augmented) = (Run("bm25", file), Run("learned", file), Run("learned", file, "queries"));
        Assert.Equal(40, bm25.Metrics.Single().Users);
        Assert.True(Ndcg(learned) > Ndcg(bm25) + .02, $"{Ndcg(learned)} against {Ndcg(bm25)}");
        Assert.True(Ndcg(augmented) > Ndcg(bm25) + .02);
        Assert.Equal(5, learned.Trials.Count);
        var users = PerUserMetrics.Read(Path.Combine(_root.FullName, "learned-none", TrainerFiles.TestUsers));
        Assert.Equal(Ndcg(learned), users.Mean("ndcg@10"), 6);
        Assert.Equal(Ndcg(learned), Ndcg(Run("learned", file)), 9);
    }

    [Theory]
    [InlineData("query,product_title,product_description,median_relevance\nlamp,Lamp,,5", "median_relevance")]
    [InlineData("query,product_title,product_description,median_relevance\n ,Lamp,,4", "without a query")]
    [InlineData("query,product_title\nlamp,Lamp", "")]
    [InlineData("query,product_title,product_description,median_relevance\n", "no judgement")]
    public void A_file_of_another_form_is_refused(string content, string reason)
    {
        var path = Path.Combine(_root.FullName, "bad.csv");
        File.WriteAllText(path, content);
        Assert.Contains(reason, Assert.Throws<InputException>(() => Run("bm25", path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variants_are_misspelt_or_shorter_and_keep_the_first_letter()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var variants = QueryVariants.Of("wireless charging case", new Random(seed)).ToArray();
            Assert.Equal(2, variants.Length);
            Assert.Equal("wireless charging case".Order(), variants[0].Order());
            Assert.Equal(["w", "c", "c"], variants[0].Split(' ').Select(w => w[..1]));
            Assert.Equal(2, variants[1].Split(' ').Length);
        }
        Assert.Empty(QueryVariants.Of("tv", new Random(1)));
    }

    private TrainerResult Run(string model, string file, string augment = "none")
    {
        var output = Path.Combine(_root.FullName, $"{model}-{augment}");
        var job = new TrainerJob
        {
            Kind = TrainerJobKind.Judgements, Model = model, Augment = augment, Input = "", Output = output, TrainFile = file, Threads = 1, MaximumTrials = 2,
        };
        JobRunner.Run(job, TextWriter.Null, TimeProvider.System, CancellationToken.None);
        return AtomicFile.ReadJson<TrainerResult>(Path.Combine(output, TrainerFiles.Result));
    }

    private static double Ndcg(TrainerResult result) => result.Metrics.Single().Values["ndcg@10"];

    private string Write(IEnumerable<string> lines)
    {
        var path = Path.Combine(_root.FullName, "judgements.csv");
        File.WriteAllLines(path, lines.Prepend("query,product_title,product_description,median_relevance"));
        return path;
    }
}
