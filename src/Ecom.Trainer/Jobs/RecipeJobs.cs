using Ecom.Data.Folds;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Trainer.Fitting;
using Ecom.Trainer.Protocols;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Jobs;

/// <summary>Search and Evaluate: a recipe, found or given, is fitted on train, exported and measured on gate and test.</summary>
internal static class RecipeJobs
{
    public static TrainerResult Search(JobContext context)
    {
        var protocol = Load(context);
        var start = context.Time.GetTimestamp();
        var (best, trials, leftOut) = RecipeSelection.Run(context, protocol.Fit, protocol.Tune, cutOff: 20);
        if (best is null) return new TrainerResult { Model = context.Job.Model, Augment = context.Job.Augment, LeftOut = leftOut };
        var seconds = context.Seconds(start);
        return FitAndMeasure(context, protocol, best) with { Trials = trials, SearchSeconds = seconds };
    }

    public static TrainerResult Evaluate(JobContext context)
    {
        var protocol = Load(context);
        return FitAndMeasure(context, protocol, Given(context.Job));
    }

    internal static Recipe Given(TrainerJob job) => new(job.ModelParameters ?? Parameters.None, job.AugmentParameters ?? Parameters.None);

    internal static FoldProtocol Load(JobContext context)
    {
        context.Progress.Report("read", 0);
        return new FoldProtocol(FoldDirectory.Read(context.Job.Input, context.Cancellation));
    }

    private static TrainerResult FitAndMeasure(JobContext context, FoldProtocol protocol, Recipe recipe)
    {
        var job = context.Job;
        var start = context.Time.GetTimestamp();
        using var fitter = new RecipeFitter(context.Family, context.Augmenter, protocol.Fit, context.Fit("fit"));
        if (fitter.TooLarge(recipe, job.MemoryLimitBytes) is { } reason)
            return new TrainerResult { Model = job.Model, Augment = job.Augment, LeftOut = $"{job.Model} {reason}." };
        using var model = fitter.Fit(recipe);
        var fitSeconds = context.Seconds(start);
        using var exported = FittedOutput.Export(model, job.Output);

        start = context.Time.GetTimestamp();
        var metrics = Measured.Run(
            context, exported.Scorer, ("gate", protocol.Gate, TrainerFiles.GateUsers), ("test", protocol.Test, TrainerFiles.TestUsers));
        return new TrainerResult
        {
            Model = job.Model,
            Augment = job.Augment,
            ModelParameters = recipe.Model,
            AugmentParameters = recipe.Augment,
            AugmentFigures = fitter.Figures,
            AugmentLosses = fitter.Losses,
            Metrics = metrics,
            FitSeconds = fitSeconds,
            EvaluateSeconds = context.Seconds(start),
            ModelBytes = exported.Bytes,
        };
    }
}
