using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Ecom.Domain;
using Ecom.Pipeline.Activities;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Ecom.Conformance;

/// <summary>
/// One ingest per upload and one refresh per burst or drift, whatever is announced how often: the real ingest and monitor, with a refresh that only says it ran.
/// </summary>
public abstract class UploadCases : ConformanceSuite, IDisposable
{
    private static readonly ShopId Shop = ShopId.Default;
    private readonly string _root = Directory.CreateTempSubdirectory("ecom-uploads-").FullName;
    private readonly ConcurrentBag<string> _ingested = [];
    private readonly ConcurrentBag<string> _refreshed = [];
    private readonly FolderBlobStore _dumps;
    private readonly FolderBlobStore _artefacts;
    private volatile bool _quiet;

    protected UploadCases() => (_dumps, _artefacts) = (new FolderBlobStore(Path.Combine(_root, "dumps")), new FolderBlobStore(Path.Combine(_root, "artefacts")));

    public void Dispose()
    {
        _dumps.Dispose();
        _artefacts.Dispose();
        Directory.Delete(_root, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_upload_announced_three_times_and_made_again_is_ingested_once()
    {
        await Host.StartAsync(Catalogue());
        var ingests = new IngestService(Client, Shop);
        var first = await UploadAsync("events.csv", 1);

        var announced = new List<(string Id, bool Started)>();
        for (var i = 0; i < 3; i++) announced.Add(await ingests.StartAsync("events.csv", first));
        Assert.Single(announced.Select(a => a.Id).Distinct());
        Assert.Equal([true, false, false], announced.Select(a => a.Started));
        Assert.Equal(IngestState.Accepted, (await ingests.WaitAsync(announced[0].Id)).State);

        // After its end too: a finished instance is not replaced.
        Assert.False((await ingests.StartAsync("events.csv", first)).Started);

        var second = await UploadAsync("events.csv", 1);
        Assert.NotEqual(first, second);
        var (again, started) = await ingests.StartAsync("events.csv", second);
        Assert.True(started);
        Assert.Equal(IngestState.Skipped, (await ingests.WaitAsync(again)).State);
        Assert.Single(_ingested);
    }

    [Fact]
    public async Task Fifty_uploads_at_once_are_fifty_ingests_and_one_refresh()
    {
        const int files = 50;
        await Host.StartAsync(Catalogue());
        var stores = new PipelineStores(_dumps, _artefacts);
        var runs = new RunService(Client, stores, Shop, TimeProvider.System);
        var ingests = new IngestService(Client, Shop);
        await runs.EnsureMonitorAsync();

        var started = await Task.WhenAll(Enumerable.Range(0, files).Select(async i =>
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"events-{i:d2}.csv");
            return await ingests.StartAsync(path, await UploadAsync(path, i));
        }));
        Assert.All(started, s => Assert.True(s.Started));
        var outcomes = new List<IngestOutcome>();
        foreach (var (id, _) in started) outcomes.Add(await ingests.WaitAsync(id));
        Assert.All(outcomes, o => Assert.Equal(IngestState.Accepted, o.State));
        Assert.Equal(files, _ingested.Distinct().Count());
        Assert.Empty(_refreshed);

        // The quiet period is over; the monitor looks when next something comes.
        _quiet = true;
        var latest = outcomes.Max(o => o.DatasetVersion!.Value);
        await Client.RaiseEventAsync(InstanceIds.Monitor(Shop), MonitorEvents.DatasetChanged, latest);
        await UntilAsync(() => Task.FromResult(!_refreshed.IsEmpty));

        // What is announced late is old news: the monitor takes a turn, and starts nothing.
        await Client.RaiseEventAsync(InstanceIds.Monitor(Shop), MonitorEvents.DatasetChanged, latest);
        await runs.StartAsync("asked for");
        await UntilAsync(() => Task.FromResult(_refreshed.Count > 1));
        Assert.Equal(["asked for", "the dataset changed"], _refreshed.Order());
    }

    [Fact]
    public async Task Drift_that_is_told_again_and_again_starts_one_challenge()
    {
        await Host.StartAsync(Catalogue());
        await new RunService(Client, new PipelineStores(_dumps, _artefacts), Shop, TimeProvider.System).EnsureMonitorAsync();
        // Events that wait over a continue-as-new may come after later ones, so whichever of these starts it says the same.
        foreach (var drift in new[] { 0.1, 0.3, 0.3, 0.3 })
            await Client.RaiseEventAsync(InstanceIds.Monitor(Shop), MonitorEvents.FeedbackCounted, new FeedbackCount(1, 2000, drift));
        await UntilAsync(() => Task.FromResult(!_refreshed.IsEmpty));
        await new RunService(Client, new PipelineStores(_dumps, _artefacts), Shop, TimeProvider.System).StartAsync("asked for");
        await UntilAsync(() => Task.FromResult(_refreshed.Count > 1));
        Assert.Equal(["asked for", "demand has drifted: stability index 0.30 over 2000 new events"], _refreshed.Order());
    }

    private OrchestrationCatalogue Catalogue()
    {
        var stores = new PipelineStores(_dumps, _artefacts);
        var ingest = new IngestDump(stores, new WorkFolders(Path.Combine(_root, "work")), Options.Create(new IngestPolicy { Threads = 1, DatabaseMegabytes = 128 }), TimeProvider.System);
        return new OrchestrationCatalogue()
            .AddOrchestration<IngestInput, IngestOutcome>(OrchestrationNames.Ingest, () => new IngestOrchestration())
            .AddOrchestration<MonitorState, bool>(OrchestrationNames.Monitor, () => new MonitorOrchestration())
            .Orchestration<RefreshInput, RefreshOutcome>(OrchestrationNames.Refresh, (context, input) =>
                context.CallActivityAsync<RefreshOutcome>("note-refresh", input))
            .Activity<RefreshInput, RefreshOutcome>("note-refresh", input =>
            {
                _refreshed.Add(input.Reason);
                return new RefreshOutcome(50, null, "noted");
            })
            .AddActivity<IngestInput, ClaimResult>(ActivityNames.ClaimDump, _ => new ClaimDump(stores))
            .Activity<DumpToIngest, IngestOutcome>(ActivityNames.IngestDump, (input, cancellation) =>
            {
                _ingested.Add(input.Ingest.IngestId);
                return ingest.RunAsync(input, cancellation);
            })
            .AddActivity<DumpToIngest, IngestOutcome>(ActivityNames.QuarantineDump, _ => new QuarantineDump(stores, TimeProvider.System))
            .AddActivity<IngestInput, int>(ActivityNames.CommitDataset, _ => new CommitDataset(stores, TimeProvider.System))
            .Activity<string, bool>(ActivityNames.BuildStarterList, _ => true)
            .Activity<string, MonitorSettings>(ActivityNames.ReadMonitorSettings, _ =>
                _quiet ? new MonitorSettings(TimeSpan.Zero, TimeSpan.FromHours(2), 0) : new MonitorSettings(TimeSpan.FromHours(1), TimeSpan.FromHours(2), 0, 0.25, 1000));
    }

    private async Task<string> UploadAsync(string path, int number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session
            2019-10-01 00:00:{number % 60:d2} UTC,view,{1000 + number},2,,acme,10.50,{number},s{number}
            2019-10-01 00:10:00 UTC,purchase,{2000 + number},2,,acme,20.50,{number},s{number}

            """);
        return (await _dumps.WriteAsync(path, new MemoryStream(Encoding.UTF8.GetBytes(text))))!;
    }
}
