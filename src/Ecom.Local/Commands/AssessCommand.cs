using System.CommandLine;
using System.Text.Json.Nodes;
using Ecom.Models.Jobs;

namespace Ecom.Local.Commands;

/// <summary><c>ecom assess</c>: quality, usefulness and privacy of a synthetic table.</summary>
public static class AssessCommand
{
    public static Command Create()
    {
        var real = new Option<FileInfo>("--real") { Description = "The rows that the synthetic ones were made from (CSV).", Required = true };
        var synthetic = new Option<FileInfo>("--synthetic") { Description = "The synthetic rows (CSV).", Required = true };
        var holdout = new Option<FileInfo?>("--holdout") { Description = "Real rows that the method did not see; needed for usefulness and for the membership attack." };
        var target = new Option<string?>("--target") { Description = "A column with two values to predict." };
        var seed = new Option<int>("--seed") { Description = "Every random draw derives from it.", DefaultValueFactory = _ => 1 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the whole assessment here." };
        var command = new Command("assess", "Measures quality, usefulness and privacy of a synthetic table.") { real, synthetic, holdout, target, seed, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var job = new TableJob
            {
                Real = parsed.GetValue(real)!.FullName,
                Synthetic = parsed.GetValue(synthetic)!.FullName,
                Holdout = parsed.GetValue(holdout)?.FullName,
                Target = parsed.GetValue(target),
            };
            var text = await TableTrainer.RunAsync(
                TrainerJobKind.Assess, "assess", Ecom.Models.Parameters.None, job, parsed.GetValue(seed),
                (_, folder) => File.ReadAllText(Path.Combine(folder, TrainerFiles.Table)), cancellation);
            if (parsed.GetValue(json) is { } file) await File.WriteAllTextAsync(file.FullName, text, cancellation);
            foreach (var (name, value) in Flat(JsonNode.Parse(text)!, "")) await Console.Out.WriteLineAsync($"{name,-48} {value}");
            return CommandLine.Done;
        });
        return command;
    }

    private static IEnumerable<(string Name, string Value)> Flat(JsonNode node, string prefix) => node switch
    {
        JsonObject o => o.Where(p => p.Value is not null).SelectMany(p => Flat(p.Value!, prefix.Length == 0 ? p.Key : $"{prefix}.{p.Key}")),
        JsonArray a => [(prefix, string.Join(" … ", a.Select(v => v?.ToJsonString() ?? "")))],
        _ => [(prefix, node.ToJsonString())],
    };
}
