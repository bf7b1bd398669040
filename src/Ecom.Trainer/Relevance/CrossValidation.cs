using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Trainer.Jobs;

namespace Ecom.Trainer.Relevance;

/// <summary>Queries are split into disjoint folds, and each is ranked by a model that saw none of its fold; settings are chosen within the other folds.</summary>
internal static class CrossValidation
{
    public const int Folds = 5;

    /// <returns>Scores by query and product, and what was chosen for each fold.</returns>
    public static (float[][] Scores, IReadOnlyList<TrainerTrial> Trials) Run(JobContext context, LearnedRelevance learner, IReadOnlyList<JudgedQuery> queries)
    {
        var folds = queries.Select((_, i) => i % Folds).ToArray();
        new Random(context.Job.Seed).Shuffle(folds);
        var scores = new float[queries.Count][];
        var trials = new List<TrainerTrial>();
        for (var fold = 0; fold < Folds; fold++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress.Report("cross-validate", (double)fold / Folds);
            var start = context.Time.GetTimestamp();
            var (trees, setting, score) = learner.Fit([.. queries.Where((_, i) => folds[i] != fold)]);
            trials.Add(new TrainerTrial(setting, Parameters.None, score, context.Seconds(start)));
            for (var q = 0; q < queries.Count; q++)
                if (folds[q] == fold) scores[q] = learner.Score(trees, queries[q]);
        }
        return (scores, trials);
    }
}
