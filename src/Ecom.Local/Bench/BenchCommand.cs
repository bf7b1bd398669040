using System.CommandLine;
using Ecom.Domain;
using Ecom.Models.Jobs;
using Ecom.Models.Storage;
using Ecom.Pipeline.Training;

namespace Ecom.Local.Bench;

/// <summary>What the bench commands do alike: plan rows, run trainers, compare, print and write.</summary>
internal static class BenchCommand
{
    /// <param name="parse">The command line.</param>
    /// <param name="options">The shared options.</param>
    /// <param name="protocol">For the report.</param>
    /// <param name="columns">Metrics of the table; the last one is compared and has its interval shown.</param>
    /// <param name="folds">The trainer's folds that become rows, the one to compare by first.</param>
    /// <param name="plan">Rows for one model and one augmentation, from a job that has everything but what the protocol adds.</param>
    /// <param name="finish">Adds what only the protocol knows to a row.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Kills the running trainer.</param>
    /// <param name="catalogue">Models and augmentations of the protocol, all of which race by default; null: the trainer's recommenders.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        ParseResult parse, BenchOptions options, string protocol, IReadOnlyList<string> columns, IReadOnlyList<string> folds,
        Func<TrainerJob, IEnumerable<TrainerJob>> plan, Func<string, BenchResult, BenchResult> finish,
        TimeProvider time, CancellationToken cancellation, TrainerCatalogue? catalogue = null)
    {
        var start = time.GetTimestamp();
        var keep = parse.GetValue(options.Keep);
        var folder = keep?.FullName ?? Directory.CreateTempSubdirectory("ecom-bench-").FullName;
        try
        {
            var program = TrainerLocator.Find();
            var known = catalogue ?? await TrainerRun.ListAsync(program, cancellation);
            var models = BenchOptions.Names(parse.GetValue(options.Models), known.Models, known.Models, "model");
            var augments = BenchOptions.Names(
                parse.GetValue(options.Augment), known.Augments, catalogue?.Augments ?? (known.Augments.Contains("auto") ? ["none", "auto"] : ["none"]), "augmentation");
            options.CheckHeld(parse, augments);
            var (command, tuning) = (BenchOptions.CommandLine(parse), options.Tuning(parse));
            await Console.Error.WriteLineAsync($"{protocol}\n{command}\nseed {parse.GetValue(options.Seed)}; tuning: {tuning}");

            var jobs = models.SelectMany(m => augments.Select(a => (Model: m, Augment: a)))
                .SelectMany(row => plan(options.Job(parse, row.Model, row.Augment, parse.GetValue(options.Seed)))).ToArray();
            var interactive = !Console.IsErrorRedirected && !Console.IsOutputRedirected;
            var results = await new BenchRunner(program, folder, Console.Error, interactive).RunAsync(jobs, folds, finish, cancellation);
            results = BenchComparisons.Add(results, columns[^1], parse.GetValue(options.Seed));

            var report = new BenchReport
            {
                Protocol = protocol,
                Command = command,
                Seed = parse.GetValue(options.Seed),
                Tuning = tuning,
                Seconds = time.GetElapsedTime(start).TotalSeconds,
                Machine = $"{Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}",
                Columns = columns,
                Results = results,
            };
            var table = BenchTable.Markdown(report);
            await Console.Out.WriteLineAsync(table);
            if (parse.GetValue(options.Json) is { } json) AtomicFile.WriteJson(json.FullName, report);
            if (parse.GetValue(options.MarkdownFile) is { } markdown) await File.WriteAllTextAsync(markdown.FullName, table, cancellation);
            return 0;
        }
        catch (InputException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
        catch (InvalidOperationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        finally
        {
            if (keep is null) Directory.Delete(folder, recursive: true);
        }
    }
}
