using Ecom.Augmentation.Privacy;
using Ecom.Augmentation.Tables.Privacy;
using Ecom.Data.Benchmarks;
using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Models.Jobs;
using Ecom.Recommendation.Contracts;
using Ecom.Trainer.Fitting;
using Ecom.Trainer.Protocols;

namespace Ecom.Trainer.Jobs;

/// <summary>
/// The published top-n protocol: settings are chosen for NDCG@10 on a random fifth of the training pairs, the model is refitted on all of
/// them with those settings, and measured once on the test pairs.
/// </summary>
internal static class TopNJob
{
    private const double HoldoutShare = .2;
    private const int SelectionCutOff = 10;

    public static TrainerResult Run(JobContext context)
    {
        var job = context.Job;
        context.Progress.Report("read", 0);
        var (train, test, items) = PairFile.Read(
            job.TrainFile ?? throw new InputException("A job of kind TopN needs a training file."),
            job.TestFile ?? throw new InputException("A job of kind TopN needs a test file."));
        if (job.Privacy is { } privacy)
        {
            // Of the whole file: what is cut from it or held out of it belongs to the same users.
            var (ledger, hash) = (new BudgetLedger(privacy.Ledger ?? BudgetLedger.Beside(job.TrainFile), context.Time), BehaviourHash.Of(train, items));
            context = context with { Spend = target => ledger.Spend(hash, job.Augment, target.Epsilon, target.Delta, privacy.Budget) };
        }
        if (job.CutTo is { } keep) train = HistoryCut.Half(train, keep, job.Seed);

        var start = context.Time.GetTimestamp();
        var (kept, held) = RandomHoldout.Split(train, HoldoutShare, job.Seed);
        var holdout = new TrainingData { Observed = kept };
        using var searching = new RecipeFitter(context.Family, context.Augmenter, holdout, context.Fit("search"), context.Spend);
        var (best, trials, leftOut) = RecipeSelection.Run(context, searching, holdout, Task(kept, held), SelectionCutOff, lightOnly: job.CutTo is not null);
        if (best is null) return new TrainerResult { Model = job.Model, Augment = job.Augment, LeftOut = leftOut };
        var searchSeconds = context.Seconds(start);

        start = context.Time.GetTimestamp();
        using var fitter = new RecipeFitter(context.Family, context.Augmenter, new TrainingData { Observed = train }, context.Fit("fit"), context.Spend);
        using var model = fitter.Fit(best);
        var fitSeconds = context.Seconds(start);
        using var exported = FittedOutput.Export(model, job.Output);

        start = context.Time.GetTimestamp();
        var metrics = Measured.Run(context, exported.Scorer, ("test", Task(train, test), TrainerFiles.TestUsers));
        var evaluateSeconds = context.Seconds(start);
        return new TrainerResult
        {
            Model = job.Model,
            Augment = job.Augment,
            ModelParameters = best.Model,
            AugmentParameters = best.Augment,
            AugmentFigures = Jobs.AugmentFigures.Of(context, fitter, Task(train, test)),
            AugmentLosses = fitter.Losses,
            Trials = trials,
            Metrics = metrics,
            SearchSeconds = searchSeconds,
            FitSeconds = fitSeconds,
            EvaluateSeconds = evaluateSeconds,
            ModelBytes = exported.Bytes,
        };
    }

    private static RankingTask Task(Interactions history, Interactions targets) => new()
    {
        History = history,
        Targets = targets,
        FitCounts = history.ItemCounts(),
        FitUsers = history.UserCount,
    };
}
