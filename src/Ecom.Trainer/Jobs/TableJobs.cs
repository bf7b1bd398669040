using Ecom.Augmentation.Tables;
using Ecom.Augmentation.Tables.Assessment;
using Ecom.Data.Tables;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Models.Storage;
using Ecom.Recommendation.Contracts;
using Ecom.Trainer.Output;

namespace Ecom.Trainer.Jobs;

/// <summary>Synthesize and Assess: jobs on tables instead of interactions.</summary>
internal static class TableJobs
{
    public static TrainerResult Run(TrainerJob job, ProgressWriter progress, TimeProvider time, CancellationToken cancellation)
    {
        var paths = job.Table ?? throw new InputException($"A job of kind {job.Kind} needs tables.");
        var context = new FitContext(job.Seed, job.Threads, (step, fraction, figures) => progress.Report(step, fraction, figures), cancellation);
        progress.Report("read", 0);
        var real = Table.Of(TableFile.Read(paths.Real, cancellation));
        var start = time.GetTimestamp();
        var figures = job.Kind == TrainerJobKind.Synthesize ? Synthesize(job, paths, real, context) : Assess(job, paths, real, context);
        return new TrainerResult
        {
            Model = job.Model,
            Augment = job.Augment,
            ModelParameters = job.ModelParameters ?? Parameters.None,
            AugmentFigures = figures,
            FitSeconds = time.GetElapsedTime(start).TotalSeconds,
        };
    }

    private static IReadOnlyDictionary<string, double> Synthesize(TrainerJob job, TableJob paths, Table real, FitContext context)
    {
        using var generator = TableSynthesizers.Find(job.Model).Fit(real, job.ModelParameters ?? Parameters.None, context);
        context.Progress?.Invoke("sample", 0.9, null);
        generator.Sample(paths.Rows ?? real.RowCount, job.Seed, context.Cancellation).ToFile().Write(paths.Synthetic);
        return generator.Figures;
    }

    private static Dictionary<string, double> Assess(TrainerJob job, TableJob paths, Table real, FitContext context)
    {
        var synthetic = real.Like(TableFile.Read(paths.Synthetic, context.Cancellation), paths.Synthetic);
        var holdout = paths.Holdout is { } file ? real.Like(TableFile.Read(file, context.Cancellation), file) : null;
        var assessment = TableAssessment.Of(real, synthetic, holdout, paths.Target, context);
        AtomicFile.WriteJson(Path.Combine(job.Output, TrainerFiles.Table), assessment);
        return new Dictionary<string, double>
        {
            ["overall"] = assessment.Quality.Overall,
            ["columnShapes"] = assessment.Quality.ColumnShapes,
            ["columnPairs"] = assessment.Quality.ColumnPairs,
            ["twoSampleAuc"] = assessment.TwoSampleAuc,
            ["exactCopies"] = assessment.Privacy.ExactCopies,
        };
    }
}
