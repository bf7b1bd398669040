using Ecom.Augmentation.Auto;
using Ecom.Evaluation.Ranking;
using Ecom.Models.Jobs;
using Ecom.Recommendation.Contracts;
using Ecom.Trainer.Fitting;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Jobs;

/// <summary>The search for a recipe on one fit set and one task, within the job's budget and memory.</summary>
internal static class RecipeSelection
{
    /// <param name="context">The job.</param>
    /// <param name="fitter">Fits on all of the fit set; its generators are those of the search afterwards, so that a fit of the chosen recipe on the same data does not train one again.</param>
    /// <param name="data">The fit set.</param>
    /// <param name="task">What settings are chosen by.</param>
    /// <param name="cutOff">Of NDCG.</param>
    /// <param name="lightOnly">Whether only users with few items count.</param>
    /// <returns>The best recipe with all trials, or why every setting was left out.</returns>
    public static (Recipe? Best, IReadOnlyList<TrainerTrial> Trials, string? LeftOut) Run(
        JobContext context, RecipeFitter fitter, TrainingData data, RankingTask task, int cutOff, bool lightOnly = false)
    {
        var job = context.Job;
        var shape = data.Shape;
        var pool = RecipePool.Build(context.Family.Proposals(shape, job.Seed), context.Augmenter.Proposals(shape, job.Seed),
            context.Augmenter is AutoAugmenter ? RecipePool.OfMany : RecipePool.OfOne, job.ModelParameters, job.AugmentParameters);
        var possible = pool.Where(r => fitter.OutOfReach(r, job.MemoryLimitBytes, job.BudgetSeconds) is null).ToArray();
        if (possible.Length == 0) return (null, [], $"{job.Model} {fitter.OutOfReach(pool[0], job.MemoryLimitBytes, job.BudgetSeconds)}.");

        // With one setting, or one trial, nothing is chosen, and a fit would be wasted.
        if (possible.Length == 1 || job.MaximumTrials == 1) return (possible[0], [], null);
        var options = context.Selection(cutOff);
        var metric = $"ndcg@{cutOff}";
        if (context.Augmenter is AutoAugmenter)
        {
            var parts = new CustomerShares(data, job.Seed);
            RecipeFitter? part = null;
            var of = double.NaN;
            try
            {
                var (chosen, tried) = new AutoSearch(job.MaximumTrials, job.BudgetSeconds, context.Time).Run(
                    possible, AutoAugmenter.Nothing,
                    (recipe, share) =>
                    {
                        if (share == 1) return Measure(fitter, recipe).Values(metric);
                        if (share != of)
                        {
                            part?.Dispose();
                            (part, of) = (new RecipeFitter(context.Family, context.Augmenter, parts.Of(share), context.Fit("search"), context.Spend), share);
                        }
                        return Measure(part!, recipe).Values(metric);
                    },
                    Told);
                return (chosen, tried, null);
            }
            finally
            {
                part?.Dispose();
            }
        }
        var (best, trials) = new RecipeSearch(job.MaximumTrials, job.BudgetSeconds, context.Time).Run(possible, recipe => Measure(fitter, recipe).Mean(metric), Told);
        return (best, trials, null);

        PerUserMetrics Measure(RecipeFitter on, Recipe recipe)
        {
            using var model = on.Fit(recipe);
            var users = RankingEvaluator.Evaluate(model, task, options).Users;
            return lightOnly ? users.Where(u => u == UserSlice.Light) : users;
        }

        void Told(TrainerTrial trial, int count) => context.Progress.Report(
            "search", (double)count / job.MaximumTrials, new Dictionary<string, double> { ["trial"] = count, [metric] = trial.Score });
    }
}
