using Ecom.Augmentation.Tables;
using Ecom.Augmentation.Tables.Assessment;
using Ecom.Augmentation.Tables.Privacy;
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
        IReadOnlyDictionary<string, double> figures = job.Kind == TrainerJobKind.Synthesize ? Synthesize(job, paths, real, context, time) : Assess(job, paths, real, context);
        return new TrainerResult
        {
            Model = job.Model,
            Augment = job.Augment,
            ModelParameters = job.ModelParameters ?? Parameters.None,
            AugmentFigures = figures,
            FitSeconds = time.GetElapsedTime(start).TotalSeconds,
        };
    }

    private static Dictionary<string, double> Synthesize(TrainerJob job, TableJob paths, Table real, FitContext context, TimeProvider time)
    {
        var (synthesizer, parameters) = (TableSynthesizers.Find(job.Model), job.ModelParameters ?? Parameters.None);
        var spent = new Dictionary<string, double>();
        if (PrivacyTarget.Of(parameters, real.RowCount) is { } target)
        {
            if (!synthesizer.IsPrivateOnRequest)
                throw new InputException($"The method '{job.Model}' does not learn under differential privacy; {string.Join(" and ", TableSynthesizers.All.Where(s => s.IsPrivateOnRequest).Select(s => s.Name))} do.");
            // Before the first look at a row: a training that is killed has spent what it set out to spend.
            var account = new BudgetLedger(paths.Ledger ?? BudgetLedger.Beside(paths.Real), time)
                .Spend(TableHash.Of(real.ToFile()), job.Model, target.Epsilon, target.Delta, paths.Budget);
            (spent["budget"], spent["budgetSpent"]) = (account.Budget, account.Spent);
        }
        var losses = new List<IReadOnlyDictionary<string, double>>();
        using var generator = synthesizer.Fit(real, parameters, context with { Progress = Recorded });
        context.Progress?.Invoke("sample", 0.9, null);
        generator.Sample(paths.Rows ?? real.RowCount, job.Seed, context.Cancellation).ToFile().Write(paths.Synthetic);
        AtomicFile.WriteJson(Path.Combine(job.Output, TrainerFiles.Table), new { losses });
        return generator.Figures.Concat(spent).ToDictionary(f => f.Key, f => f.Value);

        void Recorded(string step, double fraction, IReadOnlyDictionary<string, double>? figures)
        {
            if (figures is not null) losses.Add(figures);
            context.Progress?.Invoke(step, fraction, figures);
        }
    }

    private static Dictionary<string, double> Assess(TrainerJob job, TableJob paths, Table real, FitContext context)
    {
        var synthetic = real.Like(TableFile.Read(paths.Synthetic, context.Cancellation), paths.Synthetic);
        var holdout = paths.Holdout is { } file ? real.Like(TableFile.Read(file, context.Cancellation), file) : null;
        var assessment = TableAssessment.Of(real, synthetic, holdout, paths.Target, context);
        if (paths.Shadows > 0)
        {
            if (holdout is null) throw new InputException("Shadow models need a holdout.");
            if (paths.Shadows is < 2 or > ShadowAttack.MostShadows) throw new InputException($"Shadow models: 2 to {ShadowAttack.MostShadows}.");
            var shadow = ShadowAttack.Of(real, synthetic, holdout, TableSynthesizers.Find(job.Model), job.ModelParameters ?? Parameters.None, paths.Shadows, context);
            assessment = assessment with { Privacy = assessment.Privacy with { Shadow = shadow } };
        }
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
