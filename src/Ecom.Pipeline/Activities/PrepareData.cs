using System.Text.Json;
using Ecom.Data.Datasets;
using Ecom.Data.Folds;
using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Ecom.Pipeline.Activities;

/// <summary>Builds features and folds from one dataset version. The first execution to finish decides which version the run reads.</summary>
public sealed class PrepareData(
    PipelineStores stores, WorkFolders folders, IOptions<RefreshOptions> refresh, IOptions<IngestPolicy> policy, TimeProvider time)
    : IActivity<RunStep, PreparedData>
{
    public async Task<PreparedData> RunAsync(RunStep input, CancellationToken cancellation)
    {
        var shop = ShopId.Parse(input.Shop);
        var step = new ShopPaths(shop).Step(input.RunId, "data");
        var manifestPath = $"{step}/manifest.json";
        if (await stores.Artefacts.ReadJsonAsync<PreparedData>(manifestPath, cancellation) is { } done) return done.Value;

        var dataset = await new DatasetStore(stores, shop, time).CurrentAsync(cancellation);
        if (dataset.Sources.Count == 0) throw new InputException("There is no data yet: nothing has been ingested.");

        using var work = folders.Create("prepare");
        var output = work.Sub("output");
        var request = new DatasetRequest
        {
            EventFiles = await stores.Artefacts.MaterialiseAllAsync(dataset.Sources.SelectMany(s => s.Events), cancellation),
            ProductFiles = await stores.Artefacts.MaterialiseAllAsync(dataset.Sources.SelectMany(s => s.Products), cancellation),
            Weights = refresh.Value.Weights,
            Folds = Folds(refresh.Value),
            OutputDirectory = output,
            Now = time.GetUtcNow(),
            Limits = policy.Value.ToLimits(work.Sub("database")) with { MemoryBytes = (long)refresh.Value.DatabaseMegabytes << 20 },
        };
        var result = await Task.Run(() => DatasetBuilder.Build(request, cancellation), cancellation);
        var prefix = $"{step}/{Guid.NewGuid():N}";
        await ArtefactFolder.UploadAsync(stores.Artefacts, output, prefix, cancellation);
        var prepared = new PreparedData(
            $"{prefix}/{DatasetBuilder.FoldsFolder}", dataset.Version, result.Users, result.Items,
            result.Train.Pairs + result.Tune.Pairs + result.Gate.Pairs + result.Test.Pairs,
            await GateFromAsync(Path.Combine(output, DatasetBuilder.FoldsFolder), cancellation),
            result.EventsTo.ToUnixTimeSeconds(), dataset.DataHash());
        return await stores.Artefacts.CommitOnceAsync(manifestPath, prepared, cancellation);
    }

    private static FoldOptions Folds(RefreshOptions options) => new()
    {
        Mode = options.LeaveLastOut ? FoldMode.LeaveLastOut : FoldMode.GlobalTime,
        Train = options.TrainShare,
        Tune = options.TuneShare,
        Gate = options.GateShare,
        Test = 1 - options.TrainShare - options.TuneShare - options.GateShare,
    };

    /// <summary>The gate begins where tune ends.</summary>
    private static async Task<long> GateFromAsync(string folds, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(Path.Combine(folds, "folds.json"));
        using var header = await JsonDocument.ParseAsync(file, cancellationToken: cancellation);
        return header.RootElement.GetProperty("tuneEnd").GetInt64();
    }
}
