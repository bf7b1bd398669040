using System.Text.Json;
using System.Text.RegularExpressions;
using Ecom.Data.Demo;
using Ecom.Domain;
using Ecom.Local.State;
using Ecom.Pipeline;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using Ecom.Pipeline.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ecom.Conformance;

/// <summary>
/// The pipeline itself on an engine: its orchestrations with their real activities and the real trainer, a child process, from two dumps of a tiny made-up shop to a
/// promoted model and a refresh of it after feedback. What comes out must be what comes out of the local engine.
/// </summary>
public abstract partial class RefreshCases : ConformanceSuite
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly DemoShopOptions _shop = new() { Users = 60, Items = 40, Days = 40, SessionsPerUser = 6 };
    private static readonly DateTimeOffset After = _shop.End.AddHours(1);
    private static readonly JsonSerializerOptions _readable = new(Messages.Json) { WriteIndented = true };

    [Fact]
    public async Task The_pipeline_ends_as_on_the_local_engine()
    {
        var here = await RunAsync(Host);
        await using var local = new LocalConformanceHost();
        Assert.Equal(await RunAsync(local), here);
    }

    /// <summary>A run on an engine, told without times and sizes.</summary>
    private static async Task<string> RunAsync(IConformanceHost host)
    {
        var root = Directory.CreateTempSubdirectory("ecom-refresh-").FullName;
        try
        {
            return await RunAsync(host, root);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<string> RunAsync(IConformanceHost host, string root)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ecom:Refresh:Models:0"] = "popularity", ["Ecom:Refresh:Models:1"] = "itemknn", ["Ecom:Refresh:Augmenters:0"] = "none",
            ["Ecom:Refresh:MaximumTrials"] = "2", ["Ecom:Refresh:TrainerParallelism"] = "2", ["Ecom:Monitor:FeedbackThreshold"] = "0",
            ["Ecom:Monitor:QuietPeriod"] = "01:00:00", ["Ecom:Monitor:MaximumWait"] = "02:00:00",
        }).Build();
        using var dumps = new FolderBlobStore(Path.Combine(root, "dumps"));
        using var artefacts = new FolderBlobStore(Path.Combine(root, "artefacts"));
        await using var log = await SegmentFeedbackLog.OpenAsync(Path.Combine(root, "feedback"));
        var services = new ServiceCollection().AddLogging().AddSingleton(new PipelineStores(dumps, artefacts)).AddSingleton(new WorkFolders(Path.Combine(root, "work")));
        services.AddSingleton<IFeedbackLog>(log);
        services.AddSingleton<ITrainer>(provider => ActivatorUtilities.CreateInstance<ChildProcessTrainer>(
            provider, artefacts, new ChildProcessOptions { WorkFolder = Path.Combine(root, "trainers") }));
        services.AddSingleton(_ => host.Client);
        services.AddEcomPipeline(configuration, ShopId.Default);
        await using var provider = services.BuildServiceProvider();

        await host.StartAsync(Bound(provider));
        await IngestAsync(provider, dumps, root);
        var first = await RefreshAsync(provider, RunKind.Challenge, "run-1");
        await BuyAsync(log);
        var second = await RefreshAsync(provider, RunKind.Refresh, "run-2");
        var versions = await provider.GetRequiredService<ModelRegistry>().ListAsync().OrderBy(v => v.Version, StringComparer.Ordinal).ToArrayAsync();
        await host.StopAsync();

        Assert.Equal("run-1", first.PromotedVersion);
        Assert.Equal(2, first.Candidates.Count);
        Assert.True(second.DatasetVersion > first.DatasetVersion, "the feedback is not in the second run's data");
        Assert.Contains(versions[0].Files, f => f.Length > 0);
        return JsonSerializer.Serialize(
            new { Runs = new[] { Told(first), Told(second) }, Versions = versions.Select(Told) }, _readable);
    }

    /// <summary>The catalogue of the product, its activities over these services whatever the engine brings.</summary>
    private static OrchestrationCatalogue Bound(IServiceProvider services)
    {
        var all = PipelineCatalogue.Create();
        var bound = new OrchestrationCatalogue();
        foreach (var orchestration in all.Orchestrations.Values) bound.Add(orchestration);
        foreach (var activity in all.Activities.Values) bound.Add(activity with { RunAsync = (_, input, cancellation) => activity.RunAsync(services, input, cancellation) });
        return bound;
    }

    private static async Task IngestAsync(IServiceProvider services, FolderBlobStore dumps, string root)
    {
        DemoShop.Write(root, _shop);
        var ingests = services.GetRequiredService<IngestService>();
        foreach (var file in new[] { DemoShop.ProductsFile, DemoShop.EventsFile })
        {
            await using var content = File.OpenRead(Path.Combine(root, file));
            var (id, _) = await ingests.StartAsync(file, (await dumps.WriteAsync(file, content))!);
            Assert.Equal(IngestState.Accepted, (await ingests.WaitAsync(id)).State);
        }
    }

    private static async Task<RunReport> RefreshAsync(IServiceProvider services, RunKind kind, string runId)
    {
        var runs = services.GetRequiredService<RunService>();
        await runs.StartAsync("asked for", kind, runId);
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await runs.GetAsync(runId, patience.Token) is { Status: not (OrchestrationStatus.Pending or OrchestrationStatus.Running) } ended)
            {
                Assert.True(ended.Status == OrchestrationStatus.Completed, $"{ended.Status}: {ended.Error}");
                return ended.Report!;
            }
            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>A few purchases after everything in the dump.</summary>
    private static async Task BuyAsync(SegmentFeedbackLog log) => await log.AppendAsync(new FeedbackBatch
    {
        BatchId = "b1", Received = After,
        Events = [.. Enumerable.Range(1, 5).Select(i => new ShopEvent { EventId = $"e{i}", Kind = EventKind.Purchase, UserId = $"U0000{i}", ItemId = $"P000{i}", Time = After })],
    });

    private static object Told(RunReport report) => new
    {
        report.RunId, report.Kind, report.DatasetVersion, report.Users, report.Items, report.PromotedVersion, report.Decision,
        Candidates = report.Candidates.Select(c => new { c.Role, c.Model, c.Augment, c.ModelParameters, c.Promoted, Why = Timeless(c.Why), c.Trials, c.Metrics, c.Comparisons }),
    };

    private static string? Timeless(string? text) => text is null ? null : Seconds().Replace(text, "# s");

    [GeneratedRegex(@"[\d.]+ s\b")]
    private static partial Regex Seconds();

    // Lucene writes its segments' random ids into the search index.
    private static object Told(ModelVersion version) => new
    {
        version.Version, version.Model, version.ModelParameters, version.Metrics, version.Lineage,
        Files = version.Files.Where(f => !f.Path.StartsWith("search/", StringComparison.Ordinal)).OrderBy(f => f.Path, StringComparer.Ordinal),
    };
}
