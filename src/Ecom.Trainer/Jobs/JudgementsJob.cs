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
/// of its fold. Word frequencies come from all products' texts, judgements from the other folds only.
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
        var documents = judgements.Select(j => new RelevanceDocument(j.Title, j.Description)).ToArray();
        var features = new RelevanceFeatures(new TextStatistics(documents));
        int[][] rows = [.. judgements.Select((j, row) => (j, row)).GroupBy(p => p.j.Query, StringComparer.OrdinalIgnoreCase).Select(g => g.Select(p => p.row).ToArray())];
        JudgedQuery[] queries = [.. rows.Select((own, number) => Judged(number, judgements[own[0]].Query, own))];
        JudgedQuery Judged(int number, string text, int[] own)
        {
            RelevanceDocument[] candidates = [.. own.Select(row => documents[row])];
            return new JudgedQuery(number, text, [.. own.Select(row => judgements[row].Relevance)], written => features.Of(written, candidates));
        }

        var start = context.Time.GetTimestamp();
        var (scores, setting, trials) = job.Model switch
        {
            Bm25 or Bm25Title => (Index(judgements, queries, rows, job.Model == Bm25Title), Parameters.None, (IReadOnlyList<TrainerTrial>)[]),
            Learned => CrossValidate(context, queries),
            _ => throw new InputException($"There is no search ranker '{job.Model}'; there are {Bm25}, {Bm25Title}, {Learned}."),
        };
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

    private static float[][] Index(IReadOnlyList<Judgement> judgements, JudgedQuery[] queries, int[][] rows, bool titleOnly)
    {
        using var index = SearchIndex.InMemory(judgements.Select((j, row) => new Product
        {
            ItemId = $"row {row}", Title = j.Title, Description = titleOnly ? null : j.Description,
        }));
        var all = new float[judgements.Count];
        return [.. queries.Select(q =>
        {
            Array.Clear(all);
            using var matches = index.FindAny(q.Text, Synonyms.None);
            for (var m = 0; m < matches.Count; m++) all[matches.Items[m]] = matches.Scores[m];
            return rows[q.Number].Select(row => all[row]).ToArray();
        })];
    }

    private static (float[][] Scores, Parameters Setting, IReadOnlyList<TrainerTrial> Trials) CrossValidate(JobContext context, JudgedQuery[] queries)
    {
        var job = context.Job;
        if (job.Augment is not ("none" or AugmentQueries)) throw new InputException($"Search has no augmentation '{job.Augment}'; there are none, {AugmentQueries}.");
        var learner = new LearnedRelevance(RelevanceFeatures.Count, LowestGrade, job.Augment == AugmentQueries, job.Seed, job.Threads, job.MaximumTrials);
        var (scores, trials) = CrossValidation.Run(context, learner, queries);
        return (scores, Parameters.None.With("folds", CrossValidation.Folds), trials);
    }
}
