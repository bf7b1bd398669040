using System.CommandLine;
using System.Text.Json.Nodes;
using Ecom.Local.Hosting;
using Ecom.Local.Reporting;
using Ecom.Local.Reporting.Html;

namespace Ecom.Local.Commands;

/// <summary><c>ecom run</c>: dumps in, one refresh, a report.</summary>
public static class RunCommand
{
    public static Command Create()
    {
        var events = SharedOptions.Events();
        events.Required = true;
        var products = SharedOptions.Products();
        var format = SharedOptions.Format();
        var mapping = SharedOptions.Mapping();
        var data = SharedOptions.Data();
        data.Required = true;
        var storage = SharedOptions.Storage();
        var models = SharedOptions.Models();
        var augment = SharedOptions.Augment();
        var seed = new Option<int?>("--seed") { Description = "Every random draw derives from it." };
        var trials = new Option<int?>("--trials") { Description = "Settings tried per candidate at most." };
        var json = SharedOptions.Json();
        var html = new Option<FileInfo?>("--html") { Description = "Write the run as one page here." };
        var command = new Command("run", "Reads dumps, trains and compares models with and without augmentation, promotes the best, reports.")
        {
            events, products, format, mapping, data, storage, models, augment, seed, trials, json, html,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var files = DumpFiles.From(
                parsed.GetValue(events)!, parsed.GetValue(products) ?? [], parsed.GetValue(format), parsed.GetValue(mapping));
            var options = new EmbeddedOptions
            {
                DataDirectory = Path.GetFullPath(parsed.GetValue(data)!),
                Storage = parsed.GetValue(storage),
                Settings = RefreshSettings.From(
                    SharedOptions.Split(parsed.GetValue(models)), SharedOptions.Split(parsed.GetValue(augment)), parsed.GetValue(seed), parsed.GetValue(trials)),
            };
            return await RunOnceAsync(options, files, parsed.GetValue(json), cancellation, parsed.GetValue(html)?.FullName);
        });
        return command;
    }

    internal static async Task<int> RunOnceAsync(EmbeddedOptions options, DumpFiles files, string? json, CancellationToken cancellation, string? html = null)
    {
        await using var host = await EmbeddedHost.StartAsync(options, cancellation);
        RunOutcome outcome;
        using (var progress = new RunProgressView())
            outcome = await host.RunAsync(files, progress, cancellation);
        RunTables.Print(outcome);
        if (html is not null)
            await File.WriteAllTextAsync(html, RunPage.Write(JsonNode.Parse(RunJson.Write(outcome))!.AsObject()), cancellation);
        if (json is not null) await File.WriteAllTextAsync(json, RunJson.Write(outcome), cancellation);
        outcome.Request.Close();
        return CommandLine.Done;
    }
}
