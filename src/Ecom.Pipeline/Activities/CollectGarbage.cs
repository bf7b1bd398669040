using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Ecom.Pipeline.Activities;

/// <summary>
/// The retention rule: the served version, the one before it and the newest <see cref="MonitorOptions.KeepVersions"/> others stay; the artefacts of the newest
/// <see cref="MonitorOptions.KeepRuns"/> runs stay, reports for ever; parts that no kept dataset version names go, and with them all dataset versions but the newest ten.
/// </summary>
public sealed class CollectGarbage(PipelineStores stores, ModelRegistry registry, IOptions<MonitorOptions> options, TimeProvider time)
    : IActivity<RunStep, bool>
{
    private const int KeepDatasets = 10;

    /// <summary>A part younger than this may belong to an ingest that has not committed yet.</summary>
    private static readonly TimeSpan MinimumAge = TimeSpan.FromDays(1);

    public async Task<bool> RunAsync(RunStep input, CancellationToken cancellation)
    {
        var shop = ShopId.Parse(input.Shop);
        var paths = new ShopPaths(shop);
        await CollectVersionsAsync(paths, cancellation);
        await CollectRunsAsync(paths, input.RunId, cancellation);
        await CollectDatasetsAsync(paths, cancellation);
        return true;
    }

    private async Task CollectVersionsAsync(ShopPaths paths, CancellationToken cancellation)
    {
        var current = (await registry.CurrentAsync(cancellation))?.Current;
        var kept = 0;
        var doomed = new List<string>();
        await foreach (var version in registry.ListAsync(cancellation))
        {
            if (version.Version == current?.Version || version.Version == current?.Previous) continue;
            if (++kept > options.Value.KeepVersions) doomed.Add(version.Version);
        }
        foreach (var version in doomed) await ArtefactFolder.DeleteAsync(stores.Artefacts, paths.Model(version), cancellation);
    }

    private async Task CollectRunsAsync(ShopPaths paths, string currentRun, CancellationToken cancellation)
    {
        var byRun = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        await foreach (var blob in stores.Artefacts.ListAsync(paths.Runs, cancellation))
        {
            var relative = blob.Path[paths.Runs.Length..];
            var slash = relative.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0 || blob.Path == paths.RunReport(relative[..slash])) continue;
            if (!byRun.TryGetValue(relative[..slash], out var list)) byRun[relative[..slash]] = list = [];
            list.Add(blob.Path);
        }
        byRun.Remove(currentRun);
        foreach (var run in byRun.Keys.SkipLast(options.Value.KeepRuns - 1))
            foreach (var path in byRun[run]) await stores.Artefacts.DeleteAsync(path, cancellation);
    }

    private async Task CollectDatasetsAsync(ShopPaths paths, CancellationToken cancellation)
    {
        var versions = new List<string>();
        await foreach (var blob in stores.Artefacts.ListAsync(paths.Datasets, cancellation))
            if (blob.Path != paths.DatasetCurrent) versions.Add(blob.Path);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in versions.TakeLast(KeepDatasets).Append(paths.DatasetCurrent))
        {
            if (await stores.Artefacts.ReadJsonAsync<DatasetManifest>(path, cancellation) is not { } found) continue;
            foreach (var source in found.Value.Sources) named.Add(source.IngestId);
        }
        var now = time.GetUtcNow();
        var prefix = paths.Ingest("");
        var doomed = new List<string>();
        await foreach (var blob in stores.Artefacts.ListAsync(prefix, cancellation))
        {
            var ingest = blob.Path[prefix.Length..].Split('/')[0];
            if (!named.Contains(ingest) && now - blob.Modified > MinimumAge) doomed.Add(blob.Path);
        }
        foreach (var path in doomed.Concat(versions.SkipLast(KeepDatasets))) await stores.Artefacts.DeleteAsync(path, cancellation);
    }
}
