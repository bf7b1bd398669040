using Ecom.Data.Folds;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Models.Scoring;
using Ecom.Models.Snapshots;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Popularity;
using Ecom.Search;
using Ecom.Search.Indexing;
using Ecom.Search.Learning;
using Ecom.Trainer.Fitting;
using Ecom.Trainer.Protocols;
using Ecom.Trainer.Relevance;

namespace Ecom.Trainer.Jobs;

/// <summary>Fits the given recipe on all folds and writes the snapshot that serving maps, its search index and, where one wins, its search ranker included.</summary>
internal static class RefitJob
{
    /// <summary>The list for strangers forgets half in a month: seasons turn faster than a year of counts.</summary>
    private static readonly Parameters ServedPopularity = Parameters.None.With("halfLife", 30);

    public static TrainerResult Run(JobContext context)
    {
        var job = context.Job;
        context.Progress.Report("read", 0);
        var folds = FoldDirectory.Read(job.Input, context.Cancellation);
        var protocol = new FoldProtocol(folds);
        var data = protocol.Refit;
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
        var search = WriteSearch(context, folds, protocol);
        return new TrainerResult
        {
            Model = job.Model,
            Augment = job.Augment,
            ModelParameters = recipe.Model,
            AugmentParameters = recipe.Augment,
            AugmentFigures = fitter.Figures,
            AugmentLosses = fitter.Losses,
            Search = search,
            FitSeconds = seconds,
            ModelBytes = exported.Bytes,
        };
    }

    private static void WriteSnapshot(JobContext context, FoldSet folds, TrainingData data)
    {
        var job = context.Job;
        var directory = Path.Combine(job.Output, TrainerFiles.Snapshot);
        Directory.CreateDirectory(directory);
        SnapshotWriter.Write(directory, new SnapshotContent
        {
            Items = folds.Items,
            UserIds = folds.UserIds,
            Histories = data.Observed,
            Popularity = Popularity(context, data),
            ModelDirectory = Path.Combine(job.Output, TrainerFiles.Model),
            DataEnd = DateTimeOffset.FromUnixTimeSeconds(folds.TestEnd),
            Metadata = new Dictionary<string, string> { ["model"] = job.Model, ["augment"] = job.Augment },
        });
    }

    private static SearchRankerResult WriteSearch(JobContext context, FoldSet folds, FoldProtocol protocol)
    {
        var snapshot = Path.Combine(context.Job.Output, TrainerFiles.Snapshot);
        context.Progress.Report("search index", 0);
        var folder = Directory.CreateDirectory(Path.Combine(snapshot, TrainerFiles.Search)).FullName;
        SearchIndexWriter.Write(folder, folds.Items);
        context.Progress.Report("search ranker", 0);
        using var index = SearchIndex.Open(folder);
        // Popularity of the train period, which ends before the searches: what a ranker was told would otherwise have the answers in it.
        var (trees, result) = SearchRankerStep.Run(context, folds, Popularity(context, protocol.Fit), index);
        if (trees is not null) SearchRanker.Write(Directory.CreateDirectory(Path.Combine(snapshot, TrainerFiles.SearchRanker)).FullName, trees);
        return result;
    }

    private static float[] Popularity(JobContext context, TrainingData data)
    {
        using var popularity = new PopularityFamily().Fit(data, ServedPopularity, context.Fit("popularity"));
        var scores = new float[data.ItemCount];
        popularity.Score(default, scores);
        return scores;
    }
}
