using System.CommandLine;
using System.Text.Json.Nodes;
using Ecom.Domain;
using Ecom.Local.Reporting.Html;
using Ecom.Models;
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
        var shadows = new Option<int>("--shadows") { Description = "Shadow models of a further membership attack, 2 to 16; needs --method and --holdout." };
        var method = new Option<string?>("--method") { Description = "The method that made the synthetic rows; shadow models are trained by it." };
        var epochs = new Option<int?>("--epochs") { Description = "Passes over the table of a shadow model; the method's own number where not given." };
        var json = new Option<FileInfo?>("--json") { Description = "Write the whole assessment here." };
        var html = new Option<FileInfo?>("--html") { Description = "Write it as one page here." };
        var command = new Command("assess", "Measures quality, usefulness and privacy of a synthetic table.") { real, synthetic, holdout, target, shadows, method, epochs, seed, json, html };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(shadows) > 0 && parsed.GetValue(method) is null) throw new InputException("--shadows needs --method: the one that made the synthetic rows.");
            var parameters = parsed.GetValue(epochs) is { } e ? Parameters.None.With("epochs", e) : Parameters.None;
            var job = new TableJob
            {
                Real = parsed.GetValue(real)!.FullName,
                Synthetic = parsed.GetValue(synthetic)!.FullName,
                Holdout = parsed.GetValue(holdout)?.FullName,
                Target = parsed.GetValue(target),
                Shadows = parsed.GetValue(shadows),
            };
            var text = await TableTrainer.RunAsync(
                TrainerJobKind.Assess, parsed.GetValue(method) ?? "assess", parameters, job, parsed.GetValue(seed),
                (_, folder) => File.ReadAllText(Path.Combine(folder, TrainerFiles.Table)), cancellation);
            if (parsed.GetValue(json) is { } file) await File.WriteAllTextAsync(file.FullName, text, cancellation);
            if (parsed.GetValue(html) is { } page)
                await File.WriteAllTextAsync(page.FullName, AssessmentPage.Write(parsed.GetValue(synthetic)!.Name, JsonNode.Parse(text)!.AsObject()), cancellation);
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
