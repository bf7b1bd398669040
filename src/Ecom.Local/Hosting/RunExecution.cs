using Ecom.Domain;
using Ecom.Local.Reporting;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;

namespace Ecom.Local.Hosting;

/// <summary>The <c>run</c> command's work on a started host: dumps in, ingests, one refresh, report. Started again after a kill it goes on where it was.</summary>
internal sealed class RunExecution(
    IngestService ingests, RunService runs, PipelineStores stores, ShopId shop, EmbeddedOptions options, RunProgressView progress, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <exception cref="InputException">A dump cannot be used.</exception>
    /// <exception cref="StepFailedException">The refresh failed.</exception>
    public async Task<RunOutcome> RunAsync(DumpFiles files, CancellationToken cancellation)
    {
        var request = await RunRequestFile.OpenAsync(options, files, cancellation);
        var start = time.GetTimestamp();
        await UploadAsync(files, cancellation);
        await IngestAsync(cancellation);
        var ingest = time.GetElapsedTime(start);

        if (await runs.GetAsync(request.RunId, cancellation) is null)
            await runs.StartAsync("run command", RunKind.Challenge, request.RunId, cancellation);
        var state = await WatchAsync(request.RunId, cancellation);
        if (state.Report is not { } report)
            throw new StepFailedException(OrchestrationNames.Refresh, state.Status.ToString(), state.Error ?? "the run left no report");
        var dataset = await new DatasetStore(stores, shop, time).GetAsync(report.DatasetVersion, cancellation)
            ?? throw new InvalidOperationException($"Dataset version {report.DatasetVersion} is gone.");
        return new RunOutcome(report, dataset, request, ingest);
    }

    /// <summary>Puts the files where a trigger would find them; a file that is there with the same content is left alone, so its ETag stays.</summary>
    private async Task UploadAsync(DumpFiles files, CancellationToken cancellation)
    {
        foreach (var file in files.All)
        {
            if (file.MappingText is { } mapping)
                await WriteIfChangedAsync(file.Name + Pipeline.Configuration.IngestPolicy.MappingSuffix, () => new MemoryStream(mapping), cancellation);
            await WriteIfChangedAsync(file.Name, () => File.OpenRead(file.Local), cancellation);
        }
    }

    private async Task WriteIfChangedAsync(string name, Func<Stream> open, CancellationToken cancellation)
    {
        await using var content = open();
        await using (var existing = await stores.Dumps.OpenReadAsync(name, cancellation))
        {
            if (existing is not null && existing.Info.Length == content.Length
                && await ContentHash.OfAsync(existing.Stream, cancellation) == await ContentHash.OfAsync(content, cancellation)) return;
        }
        content.Position = 0;
        await stores.Dumps.WriteAsync(name, content, WriteCondition.Always, cancellation);
    }

    private async Task IngestAsync(CancellationToken cancellation)
    {
        var started = new List<(string Path, string Id)>();
        await foreach (var blob in stores.Dumps.ListAsync("", cancellation))
        {
            if (!IngestService.IsDump(blob.Path)) continue;
            var (id, _) = await ingests.StartAsync(blob.Path, blob.ETag, cancellation);
            started.Add((blob.Path, id));
        }
        progress.Step($"reading {started.Count} {(started.Count == 1 ? "dump" : "dumps")}");
        var problems = new List<string>();
        var good = 0;
        foreach (var (_, id) in started)
        {
            var outcome = await ingests.WaitAsync(id, cancellation);
            if (outcome.State == IngestState.Quarantined) problems.Add(outcome.Reason!);
            else good++;
        }
        if (good == 0) throw new InputException(string.Join(Environment.NewLine, problems));
        foreach (var problem in problems) progress.Warn($"Left in quarantine: {problem}");
    }

    private async Task<RunState> WatchAsync(string runId, CancellationToken cancellation)
    {
        while (true)
        {
            var state = await runs.GetAsync(runId, cancellation);
            if (state is not null)
            {
                progress.Show(state);
                if (state.Status is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated) return state;
            }
            await Task.Delay(Poll, time, cancellation);
        }
    }
}
