using System.Globalization;
using Ecom.Data.Folds;
using Ecom.Evaluation.Statistics;
using Ecom.Models.Jobs;
using Ecom.Models.Scoring;
using Ecom.Search;
using Ecom.Search.Learning;
using Ecom.Trainer.Jobs;

namespace Ecom.Trainer.Relevance;

/// <summary>
/// Trains the ranker of a shop's own searches, and keeps it only where it is better than the index's order on queries it has not seen (NDCG@10, paired test): the same
/// spirit as the gate for models.
/// </summary>
internal static class SearchRankerStep
{
    /// <summary>Ten to each fold: with fewer, a paired test finds only differences that no ranker makes, and five fits are wasted.</summary>
    public const int MinimumQueries = 50;

    private const int CutOff = 10;
    private const int Settings = 3;
    private const double Alpha = .05;

    /// <param name="context">Of the refit.</param>
    /// <param name="folds">What customers searched for and did.</param>
    /// <param name="popularity">By item, before the searches; asked for where there are any.</param>
    /// <param name="index">As it will be served.</param>
    /// <returns>The ranker, or null, and why.</returns>
    public static (TreeEnsemble? Trees, SearchRankerResult Result) Run(JobContext context, FoldSet folds, Func<float[]> popularity, SearchIndex index)
    {
        var job = context.Job;
        var (queries, indexScores) = folds.Searches.Count == 0
            ? ([], [])
            : SearchJudgements.Of(folds, popularity(), index, new CandidateFeatures(new TextStatistics(index)));
        if (queries.Length < MinimumQueries)
            return (null, new SearchRankerResult(queries.Length, false, $"{queries.Length} queries have a product to prefer and one to put behind it; {MinimumQueries} are needed."));
        // Variants of the queries changed nothing with these features (bench search).
        var learner = new LearnedRelevance(
            CandidateFeatures.Count, lowestGrade: 0, augment: false, job.Seed, job.Threads, Math.Min(Settings, job.MaximumTrials));
        var (scores, _) = CrossValidation.Run(context, learner, queries);
        float[] Ndcg(float[][] by) => [.. queries.Select((q, i) => (float)GradedNdcg.At(CutOff, q.Relevance, by[i]))];
        var (learned, bm25) = (Ndcg(scores), Ndcg(indexScores));
        var test = PairedTest.Compare(learned, bm25, job.Seed);
        var kept = test.Difference > 0 && test.PTwoSided < Alpha;
        var result = new SearchRankerResult(queries.Length, kept, string.Create(
            CultureInfo.InvariantCulture,
            $"NDCG@{CutOff} {learned.Average():0.0000} against {bm25.Average():0.0000} of the index on held-out queries, p = {test.PTwoSided:0.0000}: {(kept ? "a proven win" : "no proven win")}."))
        {
            Learned = learned.Average(), Bm25 = bm25.Average(), Low = test.Interval.Low, High = test.Interval.High, P = test.PTwoSided,
        };
        return (kept ? learner.Fit(queries).Trees : null, result);
    }
}
