using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecom.Domain;
using Ecom.Local.Reporting.Html;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Models.Storage;

namespace Ecom.Local.Commands;

/// <summary><c>ecom synthesize</c>: rows like those of a table.</summary>
public static class SynthesizeCommand
{
    private const string Guarantee =
        "(epsilon, delta)-differential privacy for adding or removing one row, of the generator and of this table alone; the columns' names, kinds and decimals and the number of rows count as public. "
        + "It says nothing of figures measured on the real rows, nor of a model trained on them.";

    public static Command Create()
    {
        var table = new Option<FileInfo>("--table") { Description = "The real table: CSV with a header, plain or .gz.", Required = true };
        var method = new Option<string>("--method") { Description = "How: copula, tvae, ctgan, autoencoder or transformer.", Required = true };
        var rows = new Option<int?>("--rows") { Description = "Rows to make; as many as the table has where not given." };
        var epochs = new Option<int?>("--epochs") { Description = "Passes over the table; the method's own number where not given." };
        var seed = new Option<int>("--seed") { Description = "Every random draw derives from it.", DefaultValueFactory = _ => 1 };
        var epsilon = new Option<double?>("--epsilon") { Description = "Learn under differential privacy of this ε, the unit being a row (ctgan, tvae)." };
        var delta = new Option<double?>("--delta") { Description = "Its δ; 1e-5 where not given, and always below one by the number of rows." };
        var budget = new Option<double?>("--budget") { Description = "The most that all private releases of this table may spend; remembered, and may be lowered but not raised. 10 at first." };
        var ledger = new Option<FileInfo?>("--ledger") { Description = "File that remembers what tables have spent; beside the table where not given." };
        var output = new Option<FileInfo>("--out") { Description = "Where the synthetic table goes (CSV).", Required = true };
        var json = new Option<FileInfo?>("--json") { Description = "Write settings and figures of the fit here." };
        var html = new Option<FileInfo?>("--html") { Description = "Write the same as one page here." };
        var command = new Command("synthesize", "Learns a table and writes rows like it.") { table, method, rows, epochs, epsilon, delta, budget, ledger, seed, output, json, html };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(rows) is < 1) throw new InputException("--rows has to be at least 1.");
            if (parsed.GetValue(epochs) is < 1) throw new InputException("--epochs has to be at least 1.");
            if (parsed.GetValue(epsilon) is null && (parsed.GetValue(delta) ?? parsed.GetValue(budget)) is not null) throw new InputException("--delta and --budget need --epsilon.");
            var parameters = parsed.GetValue(epochs) is { } e ? Parameters.None.With("epochs", e) : Parameters.None;
            if (parsed.GetValue(epsilon) is { } eps) parameters = parameters.With("epsilon", eps);
            if (parsed.GetValue(delta) is { } d) parameters = parameters.With("delta", d);
            var job = new TableJob
            {
                Real = parsed.GetValue(table)!.FullName,
                Synthetic = parsed.GetValue(output)!.FullName,
                Rows = parsed.GetValue(rows),
                Ledger = parsed.GetValue(ledger)?.FullName,
                Budget = parsed.GetValue(budget),
            };
            var (result, losses) = await TableTrainer.RunAsync(
                TrainerJobKind.Synthesize, parsed.GetValue(method)!, parameters, job, parsed.GetValue(seed),
                (r, folder) => (r, JsonNode.Parse(File.ReadAllText(Path.Combine(folder, TrainerFiles.Table)))!["losses"]!.DeepClone()), cancellation);
            var report = JsonSerializer.SerializeToNode(
                new
                {
                    method = result.Model,
                    parameters = result.ModelParameters,
                    seed = parsed.GetValue(seed),
                    figures = result.AugmentFigures,
                    privacy = parsed.GetValue(epsilon) is null ? null : Guarantee,
                    seconds = result.FitSeconds,
                    peakMegabytes = result.PeakBytes / 1e6,
                    losses,
                },
                Json.Line)!.AsObject();
            if (parsed.GetValue(json) is { } file) AtomicFile.WriteJson(file.FullName, report);
            if (parsed.GetValue(html) is { } page) await File.WriteAllTextAsync(page.FullName, SynthesisPage.Write(parsed.GetValue(table)!.Name, report), cancellation);
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{parsed.GetValue(output)!.Name} written by {result.Model} in {result.FitSeconds:0.#} s."));
            return CommandLine.Done;
        });
        return command;
    }
}
