using System.CommandLine;
using System.Globalization;
using Ecom.Domain;
using Ecom.Local.Bench;
using Ecom.Models.Jobs;
using Ecom.Models.Storage;
using Ecom.Pipeline.Training;

namespace Ecom.Local.Commands;

/// <summary><c>bench light</c>: what augmentation adds for users with few interactions.</summary>
public static class BenchLightCommand
{
    private const string Protocol =
        "As bench topn, with half of the users (drawn by seed) cut to a few random training pairs. Every row is tuned for the cut users, as a model routed by "
        + "history length would be, and measured on them; without a cut on everybody. NDCG@20 is averaged over seeds per user, then paired by user; p of a t-test, not corrected.";

    public static Command Create()
    {
        var train = new Option<FileInfo>("--train") { Description = "Lines of 'user item [value]', plain or .gz.", Required = true };
        var test = new Option<FileInfo>("--test") { Description = "Likewise.", Required = true };
        var cuts = new Option<string>("--cut") { Description = "Comma-separated interactions that a cut user keeps; 0: nobody is cut.", DefaultValueFactory = _ => "0,5,10" };
        var seeds = new Option<string>("--seeds") { Description = "Comma-separated seeds.", DefaultValueFactory = _ => "1,2,3,4,5" };
        var alone = new Option<string?>("--alone") { Description = "Comma-separated models that are measured without augmentation only, such as the generators." };
        var options = new BenchOptions();
        var command = new Command("light", "Compare augmentations for light users, over cuts and seeds.") { train, test, cuts, seeds, alone };
        foreach (var option in new Option[] { options.Models, options.Augment, options.Trials, options.Budget, options.Threads, options.Memory, options.Json, options.MarkdownFile })
            command.Add(option);
        command.SetAction(async (parse, cancellation) =>
        {
            var time = TimeProvider.System;
            var start = time.GetTimestamp();
            var program = TrainerLocator.Find();
            var known = await TrainerRun.ListAsync(program, cancellation);
            string[] racing = ["popularity", "itemknn", "ease"];
            var augments = BenchOptions.Names(parse.GetValue(options.Augment), known.Augments, known.Augments, "augmentation");
            var rows = BenchOptions.Names(parse.GetValue(options.Models), known.Models, racing, "model").SelectMany(m => augments.Select(a => (Model: m, Augment: a)))
                .Concat(BenchOptions.Names(parse.GetValue(alone), known.Models, [], "model").Select(m => (Model: m, Augment: "none"))).Distinct().ToArray();
            var (cut, seed) = (Numbers(parse.GetValue(cuts)!, "--cut", 0), Numbers(parse.GetValue(seeds)!, "--seeds", 0));
            var comparisons = new LightComparisons();
            var done = new List<int>();
            var folder = Directory.CreateTempSubdirectory("ecom-light-").FullName;
            try
            {
                foreach (var s in seed)
                {
                    foreach (var c in cut)
                    {
                        var jobs = rows.Select(r => options.Job(parse, r.Model, r.Augment, s) with
                        {
                            TrainFile = parse.GetValue(train)!.FullName,
                            TestFile = parse.GetValue(test)!.FullName,
                            CutTo = c == 0 ? null : c,
                        }).ToArray();
                        await Console.Error.WriteLineAsync($"seed {s}, cut to {c}");
                        var results = await new BenchRunner(program, Path.Combine(folder, $"{s}-{c}"), Console.Error, interactive: false)
                            .RunAsync(jobs, ["test"], (_, row) => row, cancellation);
                        foreach (var result in results) comparisons.Add(c, result);
                    }
                    done.Add(s);
                    // After each seed, so that a command that is stopped has what it measured.
                    await WriteAsync(s == seed[^1]);
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
            return CommandLine.Done;

            async Task WriteAsync(bool last)
            {
                var report = new LightReport(
                    Protocol, BenchOptions.CommandLine(parse), [.. done], options.Tuning(parse), time.GetElapsedTime(start).TotalSeconds, comparisons.Rows(seed[0]));
                var table = LightComparisons.Markdown(report);
                if (last) await Console.Out.WriteLineAsync(table);
                if (parse.GetValue(options.Json) is { } json) AtomicFile.WriteJson(json.FullName, report);
                if (parse.GetValue(options.MarkdownFile) is { } markdown) await File.WriteAllTextAsync(markdown.FullName, table, cancellation);
            }
        });
        return command;
    }

    private static int[] Numbers(string text, string option, int least)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var numbers = parts.Select(p => int.TryParse(p, CultureInfo.InvariantCulture, out var n) && n >= least
            ? n : throw new InputException($"'{p}' is no number for {option}.")).ToArray();
        return numbers.Length > 0 ? numbers : throw new InputException($"{option} names no number.");
    }
}
