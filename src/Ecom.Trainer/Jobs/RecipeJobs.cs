using Ecom.Data.Folds;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Trainer.Fitting;
using Ecom.Trainer.Protocols;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Jobs;

/// <summary>Search and Evaluate: a recipe, found or given, is fitted on train, or the served model carried on to the gate; exported and measured on gate and test.</summary>
internal static class RecipeJobs
{
    public static TrainerResult Search(JobContext context)
    {
        var protocol = Load(context);
        var start = context.Time.GetTimestamp();
        using var fitter = new RecipeFitter(context.Family, context.Augmenter, protocol.Fit, context.Fit("fit"));
        var (best, trials, leftOut) = RecipeSelection.Run(context, fitter, protocol.Fit, protocol.Tune, cutOff: 20);
        if (best is null) return new TrainerResult { Model = context.Job.Model, Augment = context.Job.Augment, LeftOut = leftOut };
        var seconds = context.Seconds(start);
        return FitAndMeasure(context, fitter, protocol, best) with { Trials = trials, SearchSeconds = seconds };
    }

    public static TrainerResult Evaluate(JobContext context)
    {
        if (context.Job.Served is not null) return CarryAndMeasure(context);
        var protocol = Load(context);
        using var fitter = new RecipeFitter(context.Family, context.Augmenter, protocol.Fit, context.Fit("fit"));
        return FitAndMeasure(context, fitter, protocol, Given(context.Job));
    }

    internal static Recipe Given(TrainerJob job) => new(job.ModelParameters ?? Parameters.None, job.AugmentParameters ?? Parameters.None);

    internal static FoldProtocol Load(JobContext context)
    {
        return new FoldProtocol(Read(context));
    }

    private static FoldSet Read(JobContext context)
    {
        context.Progress.Report("read", 0);
        return FoldDirectory.Read(context.Job.Input, context.Cancellation);
    }

    /// <summary>
    /// A served model that does not know the gate's answers is carried on to where the gate begins, and measured as a recipe is. One that knows them is carried on as it
    /// would be served, and measured on the gate for soundness alone.
    /// </summary>
    private static TrainerResult CarryAndMeasure(JobContext context)
    {
        var job = context.Job;
        var folds = Read(context);
        var protocol = new FoldProtocol(folds);
        using var carry = new ServedCarry(context, folds);
        if (carry.Refusal() is { } reason) return new TrainerResult { Model = job.Model, Augment = job.Augment, LeftOut = $"{reason}." };
        var seen = carry.HasSeenGate();
        var start = context.Time.GetTimestamp();
        var (carried, what) = carry.Run(seen ? protocol.Refit : protocol.UntilGate, seen);
        using var model = carried;
        var fitSeconds = context.Seconds(start);
        using var exported = FittedOutput.Export(model, job.Output);

        start = context.Time.GetTimestamp();
        var gate = ("gate", protocol.Gate, TrainerFiles.GateUsers);
        var metrics = seen
            ? Measured.Run(context, exported.Scorer, gate)
            : Measured.Run(context, exported.Scorer, gate, ("test", protocol.Test, TrainerFiles.TestUsers));
        return new TrainerResult
        {
            Model = job.Model,
            Augment = job.Augment,
            ModelParameters = exported.Header.Parameters,
            Carried = what,
            Metrics = metrics,
            FitSeconds = fitSeconds,
            EvaluateSeconds = context.Seconds(start),
            ModelBytes = exported.Bytes,
        };
    }

    private static TrainerResult FitAndMeasure(JobContext context, RecipeFitter fitter, FoldProtocol protocol, Recipe recipe)
    {
        var job = context.Job;
        var start = context.Time.GetTimestamp();
        if (fitter.TooLarge(recipe, job.MemoryLimitBytes) is { } reason)
            return new TrainerResult { Model = job.Model, Augment = job.Augment, LeftOut = $"{job.Model} {reason}." };
        using var model = fitter.Fit(recipe);
        var fitSeconds = context.Seconds(start);
        using var exported = FittedOutput.Export(model, job.Output);

        start = context.Time.GetTimestamp();
        var metrics = Measured.Run(
            context, exported.Scorer, ("gate", protocol.Gate, TrainerFiles.GateUsers), ("test", protocol.Test, TrainerFiles.TestUsers));
        var evaluateSeconds = context.Seconds(start);
        return new TrainerResult
        {
            Model = job.Model,
            Augment = job.Augment,
            ModelParameters = recipe.Model,
            AugmentParameters = recipe.Augment,
            AugmentFigures = Jobs.AugmentFigures.Of(context, fitter, protocol.Test),
            AugmentLosses = fitter.Losses,
            Metrics = metrics,
            FitSeconds = fitSeconds,
            EvaluateSeconds = evaluateSeconds,
            ModelBytes = exported.Bytes,
        };
    }
}
