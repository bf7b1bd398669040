using System.CommandLine;
using Ecom.Domain;
using Ecom.Local.Hosting;
using Ecom.Serving;
using Ecom.Serving.Recommending;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecom.Local.Commands;

/// <summary><c>ecom recommend</c>: lists for many customers into a file, by what a host on the same folder serves.</summary>
public static class RecommendCommand
{
    private const string Everybody = "all";

    public static Command Create()
    {
        var data = SharedOptions.Data();
        data.Required = true;
        var storage = SharedOptions.Storage();
        var users = new Option<string>("--users") { Required = true, Description = $"File with a customer's id a line, or '{Everybody}': every customer the model knows." };
        var count = new Option<int>("--count") { DefaultValueFactory = _ => 10, Description = "Products of a list." };
        var category = new Option<string?>("--category") { Description = "Only this category and those below it." };
        var inStock = new Option<bool>("--in-stock") { Description = "Only products in stock." };
        var file = new Option<string>("--out") { Required = true, Description = "The file: .ndjson or .jsonl, a list a line; .csv, a product a line." };
        var command = new Command("recommend", "Writes recommendations for many customers into a file.") { data, storage, users, count, category, inStock, file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new EmbeddedOptions { DataDirectory = Path.GetFullPath(parsed.GetValue(data)!), Storage = parsed.GetValue(storage) };
            var request = new BatchRequest { N = parsed.GetValue(count), Category = parsed.GetValue(category), InStock = parsed.GetValue(inStock) };
            await RunAsync(options, parsed.GetValue(users)!, request, UserListFile.Of(parsed.GetValue(file)!), cancellation);
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task RunAsync(EmbeddedOptions options, string users, BatchRequest request, UserListFile file, CancellationToken cancellation)
    {
        if (options.Storage is null && !Directory.Exists(options.Artefacts)) throw new InputException($"{options.DataDirectory} holds no shop: 'run' makes one.");
        await using var services = Services(options);
        var most = services.GetRequiredService<IOptions<ServingOptions>>().Value.MaximumItems;
        if (request.N < 1 || request.N > most) throw new InputException($"--count must be from 1 to {most}.");
        var updater = services.GetRequiredService<ServedModelUpdater>();
        await updater.UpdateAsync(cancellation);
        var holder = services.GetRequiredService<SnapshotHolder>();
        if (holder.Version.Length == 0) throw new InputException(updater.Problem ?? "No model is promoted yet: 'run' makes one.");

        using var lease = holder.Acquire();
        var (lists, known) = await file.WriteAsync(
            services.GetRequiredService<BatchLists>().MakeAsync(users == Everybody ? lease.Model.UserIds : UserIds(users), request, cancellation), cancellation);
        Console.WriteLine($"{lists} lists by model {holder.Version}, {lists - known} of them of popular products, for customers nothing is known of: {file.Path}");
    }

    /// <summary>Nothing of it is started: models and state are read, no run goes on and no event is taken.</summary>
    private static ServiceProvider Services(EmbeddedOptions options)
    {
        var configuration = new ConfigurationBuilder();
        configuration.AddEcomConfiguration(options);
        var built = configuration.Build();
        return new ServiceCollection()
            .AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning))
            .AddEcomEmbedded(built, options).AddEcomServing(built).BuildServiceProvider();
    }

    private static IEnumerable<string> UserIds(string path)
    {
        const int Longest = 200;
        if (!File.Exists(path)) throw new InputException(path, null, "the file is missing.");
        var row = 0L;
        foreach (var line in File.ReadLines(path))
        {
            row++;
            var id = line.Trim();
            if (id.Length == 0) continue;
            if (id.Length > Longest) throw new InputException(path, row, $"an id is longer than {Longest} characters.");
            yield return id;
        }
        if (row == 0) throw new InputException(path, null, "there is no id in the file.");
    }
}
