using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecom.Data.Tables;
using Ecom.Domain;
using Ecom.Local.Bench;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Models.Storage;

namespace Ecom.Local.Commands;

/// <summary><c>bench tables</c>: every table method on one table, each assessed against rows that none of them saw.</summary>
public static class BenchTablesCommand
{
    private const double HoldoutShare = .2;

    private const string Protocol =
        "A random fifth of the rows is held out; each method learns from the others, writes as many rows, and is assessed against both parts. One run each.";

    public static Command Create()
    {
        var table = new Option<FileInfo>("--table") { Description = "CSV with a header, plain or .gz.", Required = true };
        var target = new Option<string?>("--target") { Description = "A column with two values to predict." };
        var methods = new Option<string>("--methods") { Description = "Comma-separated methods.", DefaultValueFactory = _ => "copula,tvae,ctgan,autoencoder,transformer" };
        var epochs = new Option<int?>("--epochs") { Description = "Passes over the table; each method's own number where not given." };
        var epsilon = new Option<double?>("--epsilon") { Description = "Learn under differential privacy of this ε (δ = 1e-5); for the methods that can." };
        var seed = new Option<int>("--seed") { Description = "Every random draw derives from it.", DefaultValueFactory = _ => 1 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the report here." };
        var markdown = new Option<FileInfo?>("--markdown") { Description = "Write the table here." };
        var command = new Command("tables", "Compare methods of tabular synthesis.") { table, target, methods, epochs, epsilon, seed, json, markdown };
        command.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(epochs) is < 1) throw new InputException("--epochs has to be at least 1.");
            var s = parse.GetValue(seed);
            var names = parse.GetValue(methods)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var parameters = parse.GetValue(epochs) is { } e ? Parameters.None.With("epochs", e) : Parameters.None;
            if (parse.GetValue(epsilon) is { } eps) parameters = parameters.With("epsilon", eps);
            var folder = Directory.CreateTempSubdirectory("ecom-tables-").FullName;
            try
            {
                var (train, holdout, synthetic) = (Path.Combine(folder, "train.csv"), Path.Combine(folder, "holdout.csv"), Path.Combine(folder, "synthetic.csv"));
                Split(TableFile.Read(parse.GetValue(table)!.FullName, cancellation), s, train, holdout);
                var found = new JsonObject();
                foreach (var name in names)
                {
                    await Console.Error.WriteLineAsync(name);
                    var fit = await TableTrainer.RunAsync(
                        TrainerJobKind.Synthesize, name, parameters, new TableJob { Real = train, Synthetic = synthetic }, s, (r, _) => r, cancellation);
                    var assessment = await TableTrainer.RunAsync(
                        TrainerJobKind.Assess, "assess", Parameters.None,
                        new TableJob { Real = train, Synthetic = synthetic, Holdout = holdout, Target = parse.GetValue(target) }, s,
                        (_, at) => JsonNode.Parse(File.ReadAllText(Path.Combine(at, TrainerFiles.Table)))!.AsObject(), cancellation);
                    found[name] = new JsonObject { ["figures"] = JsonSerializer.SerializeToNode(fit.AugmentFigures), ["seconds"] = fit.FitSeconds, ["peakMegabytes"] = fit.PeakBytes / 1e6, ["assessment"] = assessment };
                    var report = new TableBenchReport(Protocol, BenchOptions.CommandLine(parse), s, found);
                    // After each method, so that a command that is stopped has what it measured.
                    if (parse.GetValue(json) is { } file) AtomicFile.WriteJson(file.FullName, report);
                    if (parse.GetValue(markdown) is { } text) await File.WriteAllTextAsync(text.FullName, Markdown(report), cancellation);
                    if (name == names[^1]) await Console.Out.WriteLineAsync(Markdown(report));
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
            return CommandLine.Done;
        });
        return command;
    }

    private static void Split(TableFile file, int seed, string train, string holdout)
    {
        var order = Enumerable.Range(0, file.RowCount).ToArray();
        new Random(seed).Shuffle(order);
        var held = (int)(HoldoutShare * order.Length);
        Part(order[held..]).Write(train);
        Part(order[..held]).Write(holdout);

        TableFile Part(int[] rows) => new(file.Names, [.. file.Columns.Select(c => rows.Select(r => c[r]).ToArray())]);
    }

    private static string Markdown(TableBenchReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(report.Protocol).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Command: `{report.Command}` (seed {report.Seed})").AppendLine();
        text.AppendLine("| method | overall | shapes | pairs | related pairs only | against holdout | two-sample AUC | F1 real / synthetic / both | membership AUC | TPR at 1 % FPR | copies (holdout) | fit s |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, node) in report.Methods)
        {
            var a = node!["assessment"]!;
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {name} | {F(a["quality"]!["overall"])} | {F(a["quality"]!["columnShapes"])} | {F(a["quality"]!["columnPairs"])} | {F(a["quality"]!["overallThresholded"])} | {F(a["qualityAgainstHoldout"]?["overall"])} | {F(a["twoSampleAuc"])} | {F(a["utility"]?["real"])} / {F(a["utility"]?["synthetic"])} / {F(a["utility"]?["both"])} | {F(a["privacy"]!["membershipAuc"])} [{F(a["privacy"]!["membershipAucInterval"]?[0])}, {F(a["privacy"]!["membershipAucInterval"]?[1])}] | {F(a["privacy"]!["tprAt1PercentFpr"])} | {F(a["privacy"]!["exactCopies"], "0.0000")} ({F(a["privacy"]!["exactCopiesOfHoldout"], "0.0000")}) | {F(node["seconds"], "0")} |");
        }
        return text.ToString();
    }

    private static string F(JsonNode? node, string format = ".000") => node is null ? "–" : node.GetValue<double>().ToString(format, CultureInfo.InvariantCulture);
}
