using Ecom.Data.Benchmarks;
using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Evaluation.Statistics;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Search;
using Ecom.Search.Learning;
using Ecom.Search.Text;
using Ecom.Trainer.Relevance;

namespace Ecom.Trainer.Jobs;

/// <summary>
/// Ranks the judged products of every query. Learned rankers are cross-validated: queries are split into disjoint folds, and each query is ranked by a model that saw none
/// of its fold. The features are those of the served ranker: word frequencies and scores come from an index of all products' texts, judgements from the other folds only.
/// </summary>
internal static class JudgementsJob
{
    public const string Bm25 = "bm25";
    public const string Bm25Title = "bm25-title";
    public const string Learned = "learned";
    public const string AugmentQueries = "queries";

    private const int LowestGrade = 1;
    private const int CutOff = 10;

    public static TrainerResult Run(JobContext context)
    {
        var job = context.Job;
        context.Progress.Report("read", 0);
        var path = job.TrainFile ?? throw new InputException("A job of kind Judgements needs a file of judgements.");
        var judgements = JudgementFile.Read(path);
        if (job.Model is not (Bm25 or Bm25Title or Learned)) throw new InputException($"There is no search ranker '{job.Model}'; there are {Bm25}, {Bm25Title}, {Learned}.");

        var start = context.Time.GetTimestamp();
        Product[] products = [.. judgements.Select((j, row) => new Product
        {
            ItemId = $"row {row}", Title = j.Title, Description = job.Model == Bm25Title ? null : j.Description,
        })];
        using var index = SearchIndex.InMemory(products);
        var (queries, indexScores) = Judged(judgements, products, index);
        var (scores, setting, trials) = job.Model == Learned ? CrossValidate(context, queries) : (indexScores, Parameters.None, []);
        var seconds = context.Seconds(start);
        var values = queries.Select(q => (float)GradedNdcg.At(CutOff, q.Relevance, scores[q.Number])).ToArray();
        var metric = $"ndcg@{CutOff}";
        var users = new PerUserMetrics([.. queries.Select(q => q.Number)], new UserSlice[queries.Length], [metric], [values]);
        users.Write(Path.Combine(job.Output, TrainerFiles.TestUsers));
        var interval = Bootstrap.Means([values], 1000, job.Seed)[0];
        return new TrainerResult
        {
            Model = job.Model,
            Augment = job.Augment,
            ModelParameters = setting,
            Trials = trials,
            FitSeconds = seconds,
            Metrics =
            [
                new FoldMetrics(
                    "test", "all", queries.Length, Named(metric, users.Mean(metric)), Named(metric, interval.Low), Named(metric, interval.High)),
            ],
        };
    }

    private static Dictionary<string, double> Named(string name, double value) => new() { [name] = value };

    /// <returns>The queries, and the index's scores of their products, 0 where none of the words is there.</returns>
    private static (JudgedQuery[] Queries, float[][] IndexScores) Judged(IReadOnlyList<Judgement> judgements, Product[] products, SearchIndex index)
    {
        var features = new CandidateFeatures(new TextStatistics(index));
        var all = new float[products.Length];
        var queries = new List<JudgedQuery>();
        var indexScores = new List<float[]>();
        foreach (var judged in judgements.Select((j, row) => (j, row)).GroupBy(p => p.j.Query, StringComparer.OrdinalIgnoreCase))
        {
            Array.Clear(all);
            using (var matches = index.FindAny(judged.Key, Synonyms.None))
                for (var m = 0; m < matches.Count; m++) all[matches.Items[m]] = matches.Scores[m];
            // Judges say nothing of popularity.
            SearchCandidate[] candidates = [.. judged.Select(p => new SearchCandidate(products[p.row], all[p.row], Popularity: 0))];
            queries.Add(new JudgedQuery(queries.Count, judged.Key, [.. judged.Select(p => p.j.Relevance)], written => features.Of(written, candidates)));
            indexScores.Add([.. candidates.Select(c => c.Score)]);
        }
        return ([.. queries], [.. indexScores]);
    }

    private static (float[][] Scores, Parameters Setting, IReadOnlyList<TrainerTrial> Trials) CrossValidate(JobContext context, JudgedQuery[] queries)
    {
        var job = context.Job;
        if (job.Augment is not ("none" or AugmentQueries)) throw new InputException($"Search has no augmentation '{job.Augment}'; there are none, {AugmentQueries}.");
        var learner = new LearnedRelevance(CandidateFeatures.Count, LowestGrade, job.Augment == AugmentQueries, job.Seed, job.Threads, job.MaximumTrials);
        var (scores, trials) = CrossValidation.Run(context, learner, queries);
        return (scores, Parameters.None.With("folds", CrossValidation.Folds), trials);
    }
}
