using Ecom.Data.Folds;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Models.Scoring;
using Ecom.Models.Snapshots;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Popularity;
using Ecom.Search.Indexing;
using Ecom.Trainer.Fitting;
using Ecom.Trainer.Protocols;

namespace Ecom.Trainer.Jobs;

/// <summary>Fits the given recipe on all folds and writes the snapshot that serving maps.</summary>
internal static class RefitJob
{
    /// <summary>The list for strangers forgets half in a month: seasons turn faster than a year of counts.</summary>
    private static readonly Parameters ServedPopularity = Parameters.None.With("halfLife", 30);

    public static TrainerResult Run(JobContext context)
    {
        var job = context.Job;
        context.Progress.Report("read", 0);
        var folds = FoldDirectory.Read(job.Input, context.Cancellation);
        var data = new FoldProtocol(folds).Refit;
        var recipe = RecipeJobs.Given(job);
        var start = context.Time.GetTimestamp();
        using var fitter = new RecipeFitter(context.Family, context.Augmenter, data, context.Fit("refit"));
        if (fitter.TooLarge(recipe, job.MemoryLimitBytes) is { } reason)
            return new TrainerResult { Model = job.Model, Augment = job.Augment, LeftOut = $"{job.Model} {reason}." };
        using var model = fitter.Fit(recipe);
        var seconds = context.Seconds(start);

        context.Progress.Report("export", 0);
        using var exported = FittedOutput.Export(model, job.Output);
        WriteSnapshot(context, folds, data);
        return new TrainerResult
        {
            Model = job.Model,
            Augment = job.Augment,
            ModelParameters = recipe.Model,
            AugmentParameters = recipe.Augment,
            AugmentFigures = fitter.Figures,
            AugmentLosses = fitter.Losses,
            FitSeconds = seconds,
            ModelBytes = exported.Bytes,
        };
    }

    private static void WriteSnapshot(JobContext context, FoldSet folds, TrainingData data)
    {
        var job = context.Job;
        var directory = Path.Combine(job.Output, TrainerFiles.Snapshot);
        Directory.CreateDirectory(directory);
        using var popularity = new PopularityFamily().Fit(data, ServedPopularity, context.Fit("popularity"));
        var scores = new float[data.ItemCount];
        popularity.Score(default, scores);
        SnapshotWriter.Write(directory, new SnapshotContent
        {
            Items = folds.Items,
            UserIds = folds.UserIds,
            Histories = data.Observed,
            Popularity = scores,
            ModelDirectory = Path.Combine(job.Output, TrainerFiles.Model),
            DataEnd = DateTimeOffset.FromUnixTimeSeconds(folds.TestEnd),
            Metadata = new Dictionary<string, string> { ["model"] = job.Model, ["augment"] = job.Augment },
        });
        context.Progress.Report("search index", 0);
        SearchIndexWriter.Write(Directory.CreateDirectory(Path.Combine(directory, TrainerFiles.Search)).FullName, folds.Items);
    }
}
