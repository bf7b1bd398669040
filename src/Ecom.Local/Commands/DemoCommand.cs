using System.CommandLine;
using Ecom.Data.Demo;
using Ecom.Local.Hosting;

namespace Ecom.Local.Commands;

/// <summary><c>ecom demo</c>: a made-up shop through the whole flow, then served.</summary>
public static class DemoCommand
{
    public static Command Create()
    {
        var data = SharedOptions.Data();
        data.DefaultValueFactory = _ => Path.Combine(".ecom", "demo");
        var urls = SharedOptions.Urls();
        var json = SharedOptions.Json();
        var seed = new Option<int>("--seed") { Description = "Seed of the shop and of the training.", DefaultValueFactory = _ => 1 };
        var exit = new Option<bool>("--exit") { Description = "Stop after the report instead of serving." };
        var command = new Command("demo", "Makes up a shop, runs the whole flow on it, prints what augmentation added, and serves.") { data, urls, json, seed, exit };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = Path.GetFullPath(parsed.GetValue(data)!);
            var dumps = Path.Combine(folder, "made-up-dumps");
            Directory.CreateDirectory(dumps);
            DemoShop.Write(dumps, new DemoShopOptions { Seed = parsed.GetValue(seed) });
            await Console.Error.WriteLineAsync($"Made up a shop in {dumps}.");
            var options = new EmbeddedOptions
            {
                DataDirectory = folder,
                Settings = RefreshSettings.From(null, null, parsed.GetValue(seed), trials: null),
            };
            var files = DumpFiles.From(
                [Path.Combine(dumps, DemoShop.EventsFile)], [Path.Combine(dumps, DemoShop.ProductsFile)], format: null, mapping: null);
            var code = await RunCommand.RunOnceAsync(options, files, parsed.GetValue(json), cancellation);
            if (code != CommandLine.Done || parsed.GetValue(exit)) return code;
            await WebHost.RunAsync(options, parsed.GetValue(urls)!, cancellation);
            return CommandLine.Done;
        });
        return command;
    }
}
