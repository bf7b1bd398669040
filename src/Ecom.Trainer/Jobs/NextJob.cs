using Ecom.Data.Benchmarks;
using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Models.Jobs;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Trainer.Fitting;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Jobs;

/// <summary>
/// Leave-one-out: a sequence's last item is the test, its second-last the validation. Settings are chosen for NDCG@10 on the validation items by
/// fits on what precedes them. The chosen setting is measured on the test items twice: fitted on train alone, and refitted on train and validation;
/// either way the scorer knows the whole history up to the test item.
/// </summary>
internal static class NextJob
{
    private const int SelectionCutOff = 10;

    public static TrainerResult Run(JobContext context)
    {
        var job = context.Job;
        context.Progress.Report("read", 0);
        var path = job.TrainFile ?? throw new InputException("A job of kind Next needs a file of sequences.");
        var (sequences, ids) = SequenceFile.Read(path);
        var shortened = sequences.Where(s => s.Length >= 3).Select(s => s.Length > job.MaximumLength + 2 ? s[^(job.MaximumLength + 2)..] : s).ToArray();
        var catalogue = job.ItemFiles.Count == 0 ? null : Catalogue(ItemTexts.Read(job.ItemFiles, ids), ids);
        Interactions Part(Func<int, Range> part) => SequenceFile.Matrix(shortened, ids.Count, part);
        var train = new TrainingData { Observed = Part(_ => ..^2), Catalogue = catalogue, Now = job.MaximumLength };
        var both = train with { Observed = Part(_ => ..^1) };

        var start = context.Time.GetTimestamp();
        using var onTrain = new RecipeFitter(context.Family, context.Augmenter, train, context.Fit("train"));
        var (best, trials, leftOut) = RecipeSelection.Run(
            context, onTrain, train, Task(train.Observed, Part(n => (n - 2)..(n - 1)), train.Observed), SelectionCutOff);
        if (best is null) return new TrainerResult { Model = job.Model, Augment = job.Augment, LeftOut = leftOut };
        var searchSeconds = context.Seconds(start);

        var last = Part(n => (n - 1)..n);
        using var onBoth = new RecipeFitter(context.Family, context.Augmenter, both, context.Fit("train + validation"));
        var alone = Measure(context, best, onTrain, Task(both.Observed, last, train.Observed), "test-train-only", TrainerFiles.GateUsers, null);
        var full = Measure(context, best, onBoth, Task(both.Observed, last, both.Observed), "test", TrainerFiles.TestUsers, job.Output);
        return full with
        {
            Trials = trials, SearchSeconds = searchSeconds, Metrics = [.. full.Metrics, .. alone.Metrics],
        };
    }

    private static TrainerResult Measure(
        JobContext context, Recipe recipe, RecipeFitter fitter, RankingTask task, string fold, string file, string? output)
    {
        var start = context.Time.GetTimestamp();
        using var model = fitter.Fit(recipe);
        var fitSeconds = context.Seconds(start);
        using var exported = output is null ? null : FittedOutput.Export(model, output);
        start = context.Time.GetTimestamp();
        var metrics = Measured.Run(context, exported?.Scorer ?? (IScorer)model, (fold, task, file));
        var evaluateSeconds = context.Seconds(start);
        return new TrainerResult
        {
            Model = context.Job.Model,
            Augment = context.Job.Augment,
            ModelParameters = recipe.Model,
            AugmentParameters = recipe.Augment,
            AugmentFigures = Jobs.AugmentFigures.Of(context, fitter, task),
            AugmentLosses = fitter.Losses,
            Metrics = metrics,
            FitSeconds = fitSeconds,
            EvaluateSeconds = evaluateSeconds,
            ModelBytes = exported?.Bytes ?? 0,
        };
    }

    private static ItemCatalogue Catalogue(string?[] texts, IReadOnlyList<string> ids) => new()
    {
        ItemIds = ids,
        Titles = texts,
        Categories = new string?[ids.Count],
        Brands = new string?[ids.Count],
        Prices = new double?[ids.Count],
    };

    private static RankingTask Task(Interactions history, Interactions targets, Interactions fit) => new()
    {
        History = history,
        Targets = targets,
        FitCounts = fit.ItemCounts(),
        FitUsers = fit.UserCount,
    };
}
