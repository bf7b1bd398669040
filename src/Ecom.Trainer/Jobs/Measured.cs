using Ecom.Evaluation.Ranking;
using Ecom.Models.Jobs;
using Ecom.Models.Scoring;

namespace Ecom.Trainer.Jobs;

/// <summary>Measures a scorer on named folds and stores the per-user figures.</summary>
internal static class Measured
{
    public static IReadOnlyList<FoldMetrics> Run(JobContext context, IScorer scorer, params (string Fold, RankingTask Task, string File)[] folds)
    {
        var metrics = new List<FoldMetrics>();
        for (var f = 0; f < folds.Length; f++)
        {
            context.Progress.Report($"measure {folds[f].Fold}", (double)f / folds.Length);
            var result = RankingEvaluator.Evaluate(scorer, folds[f].Task, context.Ranking);
            result.Users.Write(Path.Combine(context.Job.Output, folds[f].File));
            metrics.AddRange(result.Summarise(folds[f].Fold, context.Ranking));
        }
        return metrics;
    }
}
