using System.Globalization;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Training;

namespace Ecom.Local.Bench;

/// <summary>Runs one trainer process per row, one after the other, so that each has the machine and its own peak memory.</summary>
internal sealed class BenchRunner(TrainerProgram program, string folder, TextWriter told, bool interactive)
{
    /// <param name="jobs">Rows, each with a folder name of its own.</param>
    /// <param name="folds">The folds whose figures are rows: one row a fold.</param>
    /// <param name="finish">Adds what only the protocol knows to a fold's row.</param>
    /// <param name="cancellation">Kills the running trainer.</param>
    public async Task<IReadOnlyList<BenchResult>> RunAsync(
        IReadOnlyList<TrainerJob> jobs, IReadOnlyList<string> folds, Func<string, BenchResult, BenchResult> finish, CancellationToken cancellation)
    {
        var results = new List<BenchResult>();
        for (var j = 0; j < jobs.Count; j++)
        {
            var job = jobs[j] with { Output = Path.Combine(folder, $"{j:00}-{jobs[j].Model}-{jobs[j].Augment}") };
            var label = job.Augment == "none" ? job.Model : $"{job.Model} + {job.Augment}";
            var prefix = $"[{j + 1}/{jobs.Count}] {label}";
            if (!interactive) await told.WriteLineAsync(prefix);
            var result = await TrainerRun.RunAsync(
                program, job,
                progress =>
                {
                    if (!interactive) return;
                    var figures = progress.Figures is null ? "" : string.Join(
                        "  ", progress.Figures.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key} {f.Value:0.####}")));
                    told.Write($"\r{prefix}  {progress.Step} {progress.Fraction:P0}  {figures}".PadRight(100)[..100]);
                },
                cancellation);
            if (interactive) told.Write($"\r{new string(' ', 100)}\r");
            results.AddRange(folds.Take(result.LeftOut is null ? folds.Count : 1).Select(fold => finish(fold, Row(result, job, fold))));
        }
        return results;
    }

    private static BenchResult Row(TrainerResult result, TrainerJob job, string fold)
    {
        if (result.LeftOut is not null)
            return new BenchResult { Model = result.Model, Augment = result.Augment, LeftOut = result.LeftOut, PeakMegabytes = result.PeakBytes / 1e6 };
        var all = result.Metrics.Single(m => m.Fold == fold && m.Slice == "all");
        return new BenchResult
        {
            Model = result.Model,
            Augment = result.Augment,
            Parameters = result.ModelParameters,
            AugmentParameters = result.AugmentParameters,
            AugmentFigures = result.AugmentFigures,
            Metrics = all.Values,
            Intervals = all.Low is null || all.High is null
                ? new Dictionary<string, double[]>()
                : all.Low.ToDictionary(l => l.Key, l => (double[])[l.Value, all.High[l.Key]]),
            Slices = result.Metrics.Where(m => m.Fold == fold && m.Slice != "all").ToDictionary(m => m.Slice, m => m.Values),
            FitSeconds = result.FitSeconds,
            EvaluateSeconds = result.EvaluateSeconds,
            SearchSeconds = result.SearchSeconds,
            Trials = result.Trials.Count,
            // Of what was chosen, which need not be the highest: an augmentation within chance of none is not taken.
            ValidationScore = result.Trials.Where(t => t.Share == 1 && Same(t.ModelParameters, result.ModelParameters) && Same(t.AugmentParameters, result.AugmentParameters))
                .Select(t => t.Score).FirstOrDefault(),
            PeakMegabytes = result.PeakBytes / 1e6,
            ModelMegabytes = result.ModelBytes / 1e6,
            UsersFile = Path.Combine(job.Output, fold == "test" ? TrainerFiles.TestUsers : TrainerFiles.GateUsers),
        };
    }

    private static bool Same(Parameters first, Parameters second) => first.ToString() == second.ToString();
}
