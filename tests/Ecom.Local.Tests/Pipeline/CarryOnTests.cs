using System.IO.Compression;
using Ecom.Data.Demo;
using Ecom.Domain;
using Ecom.Local.Hosting;
using Ecom.Local.Reporting;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ecom.Local.Tests.Pipeline;

/// <summary>Refreshes that carry the served model on, with the real host, engine and trainer on a tiny shop.</summary>
public sealed class CarryOnTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly DemoShopOptions Shop = new() { Users = 80, Items = 60, Days = 60, SessionsPerUser = 6 };

    private readonly string _root = Directory.CreateTempSubdirectory("ecom-carry-").FullName;

    [Fact]
    public async Task Feedback_carries_the_model_on_and_a_dump_that_took_rows_away_has_it_fitted_anew()
    {
        DemoShop.Write(_root, Shop);
        var options = new EmbeddedOptions
        {
            DataDirectory = Path.Combine(_root, "shop"),
            Settings = new Dictionary<string, string?>
            {
                ["Ecom:Refresh:Models:0"] = "ials", ["Ecom:Refresh:Augmenters:0"] = "none", ["Ecom:Refresh:MaximumTrials"] = "2",
                ["Ecom:Monitor:FeedbackThreshold"] = "0", ["Ecom:Monitor:Schedule"] = "", ["Ecom:Monitor:QuietPeriod"] = "01:00:00", ["Ecom:Monitor:MaximumWait"] = "02:00:00",
            },
        };
        await FirstAsync(options);
        await using var app = WebHost.Create(options, "http://127.0.0.1:0");
        await app.StartAsync();
        var registry = app.Services.GetRequiredService<ModelRegistry>();
        var first = (await registry.GetAsync((await registry.CurrentAsync())!.Value.Current.Version))!;
        Assert.Equal((true, 0), (first.Incremental, first.Lineage.Carries));

        await BuyAsync(app, "b1", "U00001", "U00002", "newcomer");
        var report = await RefreshAsync(app, "carry-1");
        var carried = Assert.Single(report.Candidates);
        Assert.Equal(("carried", true), (carried.Role, carried.Promoted));
        Assert.Equal((3, 1, 3, true), (carried.Carried!.Users, carried.Carried.Items, carried.Carried.Pairs, carried.Carried.SeenGate));
        Assert.Empty(carried.Metrics);
        Assert.Contains("Carried on in", carried.Why, StringComparison.Ordinal);
        var second = (await registry.GetAsync(report.PromotedVersion!))!;
        Assert.Equal((true, 1, first.Version), (second.Incremental, second.Lineage.Carries, second.Lineage.Parent));
        Assert.Equal(first.Metrics.Select(m => m.Values["ndcg@20"]), second.Metrics.Select(m => m.Values["ndcg@20"]));

        // Without this customer's rows in the dump the model would know what nobody did.
        var events = Path.Combine(_root, DemoShop.EventsFile);
        await using (var content = new MemoryStream())
        {
            using (var reader = new StreamReader(new GZipStream(File.OpenRead(events), CompressionMode.Decompress)))
            await using (var writer = new StreamWriter(new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true)))
                while (await reader.ReadLineAsync() is { } line)
                    if (!line.Contains("U00003", StringComparison.Ordinal)) await writer.WriteLineAsync(line);
            content.Position = 0;
            var etag = await app.Services.GetRequiredService<PipelineStores>().Dumps.WriteAsync(DemoShop.EventsFile, content);
            var ingests = app.Services.GetRequiredService<IngestService>();
            var (id, _) = await ingests.StartAsync(DemoShop.EventsFile, etag!);
            Assert.Equal(IngestState.Accepted, (await ingests.WaitAsync(id)).State);
        }
        report = await RefreshAsync(app, "carry-2");
        Assert.Equal(["carried", "champion"], report.Candidates.Select(c => c.Role).Order());
        Assert.Contains("not in the data any more", report.Candidates.Single(c => c.Role == "carried").Why, StringComparison.Ordinal);
        Assert.True(report.Candidates.Single(c => c.Role == "champion").Promoted);
        Assert.Equal(0, (await registry.GetAsync(report.PromotedVersion!))!.Lineage.Carries);
        await app.StopAsync();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task FirstAsync(EmbeddedOptions options)
    {
        await using var host = await EmbeddedHost.StartAsync(options, CancellationToken.None);
        using var progress = new RunProgressView();
        var files = DumpFiles.From([Path.Combine(_root, DemoShop.EventsFile)], [Path.Combine(_root, DemoShop.ProductsFile)], format: null, mapping: null);
        var outcome = await host.RunAsync(files, progress, CancellationToken.None);
        outcome.Request.Close();
        Assert.NotNull(outcome.Report.PromotedVersion);
    }

    /// <summary>Each buys a product that nobody has bought yet.</summary>
    private static async Task BuyAsync(WebApplication app, string batch, params string[] users) =>
        await app.Services.GetRequiredService<IFeedbackLog>().AppendAsync(new FeedbackBatch
        {
            BatchId = batch, Received = Shop.End,
            Events = [.. users.Select((user, k) => new ShopEvent { EventId = $"{batch}-{k}", Kind = EventKind.Purchase, UserId = user, ItemId = "brand-new", Time = Shop.End.AddHours(1) })],
        });

    private static async Task<RunReport> RefreshAsync(WebApplication app, string runId)
    {
        var runs = app.Services.GetRequiredService<RunService>();
        await runs.StartAsync("asked for", RunKind.Refresh, runId);
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
}
