using Ecom.Data.Benchmarks;
using Ecom.Evaluation.Ranking;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.ImplicitAls;

namespace Ecom.Benchmarks.Serving.TopK;

/// <summary>Fits iALS on ml100k's training pairs with the setting that <c>bench topn</c> chose on a holdout of them, and ranks the test pairs twice.</summary>
internal static class Quality
{
    private const string Metric = "ndcg@20";

    private static readonly Parameters Setting =
        Parameters.None.With("alpha", .3).With("decay", 1).With("epochs", 16).With("factors", 64).With("lambda", .019).With("nu", 1).With("power", 0);

    /// <returns>Null where the data are not there.</returns>
    public static QualityRow? Measure()
    {
        if (Environment.GetEnvironmentVariable("ECOM_DATA_DIR") is not { Length: > 0 } data) return null;
        var folder = Path.Combine(data, "ml100k");
        if (!File.Exists(Path.Combine(folder, "ML100K.train.gz"))) return null;
        var (train, test, _) = PairFile.Read(Path.Combine(folder, "ML100K.train.gz"), Path.Combine(folder, "ML100K.test.gz"));
        var export = Directory.CreateTempSubdirectory("ecom-topk-").FullName;
        try
        {
            using (var model = new ImplicitAlsFamily().Fit(new TrainingData { Observed = train }, Setting, new FitContext(1, Environment.ProcessorCount)))
                model.Export(export);
            var task = new RankingTask { History = train, Targets = test, FitCounts = train.ItemCounts(), FitUsers = train.UserCount };
            var (full, small) = (Ndcg(export, 32, task), Ndcg(export, 8, task));
            var differences = full.Zip(small).Select(p => Math.Abs((double)p.First - p.Second)).ToArray();
            return new QualityRow(full.Average(v => (double)v), small.Average(v => (double)v), differences.Max(), differences.Count(d => d > 0), full.Length);
        }
        finally
        {
            Directory.Delete(export, recursive: true);
        }
    }

    private static float[] Ndcg(string export, int bits, RankingTask task)
    {
        using var opened = ModelDirectory.Open(export, bits);
        return RankingEvaluator.Evaluate(opened.Scorer, task, new RankingOptions { Slices = false, Threads = Environment.ProcessorCount }).Users.Values(Metric);
    }
}
