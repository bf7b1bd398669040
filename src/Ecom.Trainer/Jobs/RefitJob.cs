using Ecom.Data.Folds;
using Ecom.Domain;
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

/// <summary>
/// Fits the given recipe on all folds, or carries the served model on with what is new in them, and writes the snapshot that serving maps, its search index and, where
/// one wins, its search ranker included.
/// </summary>
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
        return job.Served is null ? Fit(context, folds, data) : Carry(context, folds, data);
    }

    private static TrainerResult Fit(JobContext context, FoldSet folds, TrainingData data)
    {
        var job = context.Job;
        var recipe = RecipeJobs.Given(job);
        var start = context.Time.GetTimestamp();
        using var fitter = new RecipeFitter(context.Family, context.Augmenter, data, context.Fit("refit"));
        if (fitter.TooLarge(recipe, job.MemoryLimitBytes) is { } reason)
            return new TrainerResult { Model = job.Model, Augment = job.Augment, LeftOut = $"{job.Model} {reason}." };
        using var model = fitter.Fit(recipe);
        return Write(context, folds, data, model, start, ServedCarry.Note(data)) with
        {
            ModelParameters = recipe.Model,
            AugmentParameters = recipe.Augment,
            AugmentFigures = fitter.Figures,
            AugmentLosses = fitter.Losses,
        };
    }

    /// <exception cref="InputException">The served model is not to be carried on; an evaluation on the same folds has said so before.</exception>
    private static TrainerResult Carry(JobContext context, FoldSet folds, TrainingData data)
    {
        using var carry = new ServedCarry(context, folds);
        if (carry.Refusal() is { } reason) throw new InputException($"The served model is not carried on: {reason}.");
        var start = context.Time.GetTimestamp();
        var (carried, what) = carry.Run(data, carry.HasSeenGate());
        using var model = carried;
        return Write(context, folds, data, model, start, carry.Note()) with { Carried = what };
    }

    private static TrainerResult Write(
        JobContext context, FoldSet folds, TrainingData data, IFittedModel model, long start, IEnumerable<KeyValuePair<string, string>> notes)
    {
        var job = context.Job;
        var seconds = context.Seconds(start);
        context.Progress.Report("export", 0);
        using var exported = FittedOutput.Export(model, job.Output);
        WriteSnapshot(context, folds, data, notes);
        var search = WriteSearch(context, folds);
        return new TrainerResult
        {
            Model = job.Model,
            Augment = job.Augment,
            ModelParameters = exported.Header.Parameters,
            Incremental = context.Family is IIncrementalFamily family && family.Carries(exported.Header.Parameters) && job.Augment == "none",
            Search = search,
            FitSeconds = seconds,
            ModelBytes = exported.Bytes,
        };
    }

    private static void WriteSnapshot(JobContext context, FoldSet folds, TrainingData data, IEnumerable<KeyValuePair<string, string>> notes)
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
            Metadata = new Dictionary<string, string>(notes) { ["model"] = job.Model, ["augment"] = job.Augment },
        });
    }

    private static SearchRankerResult WriteSearch(JobContext context, FoldSet folds)
    {
        var snapshot = Path.Combine(context.Job.Output, TrainerFiles.Snapshot);
        context.Progress.Report("search index", 0);
        var folder = Directory.CreateDirectory(Path.Combine(snapshot, TrainerFiles.Search)).FullName;
        SearchIndexWriter.Write(folder, folds.Items);
        context.Progress.Report("search ranker", 0);
        using var index = SearchIndex.Open(folder);
        // Popularity of the train period, which ends before the searches: what a ranker was told would otherwise have the answers in it.
        var (trees, result) = SearchRankerStep.Run(context, folds, () => Popularity(context, new FoldProtocol(folds).Fit), index);
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
