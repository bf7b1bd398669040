using Ecom.Domain;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Ecom.Pipeline.Activities;

/// <summary>Stores the refitted model as a new immutable version.</summary>
public sealed class RegisterVersion(PipelineStores stores, ModelRegistry registry, IOptions<RefreshOptions> options, TimeProvider time)
    : IActivity<RegisterStep, string>
{
    public async Task<string> RunAsync(RegisterStep input, CancellationToken cancellation)
    {
        var version = input.Run.RunId;
        if (await registry.GetAsync(version, cancellation) is not null) return version;

        var paths = new ShopPaths(ShopId.Parse(input.Run.Shop));
        var train = paths.Step(input.Run.RunId, "train");
        var winner = await ReadResultAsync(stores.Artefacts, $"{train}/{input.Winner}/manifest.json", cancellation);
        var refit = await ReadResultAsync(stores.Artefacts, $"{train}/{JobNames.Refit}/manifest.json", cancellation);
        var parent = refit.Carried is null ? null : await registry.GetAsync(input.Served, cancellation)
            ?? throw new InvalidOperationException($"The version {input.Served} that {version} was carried on from is gone.");
        var files = await ArtefactFolder.CopyAsync(
            stores.Artefacts, $"{input.RefitOutput}/{TrainerFiles.Snapshot}", paths.ModelSnapshot(version), cancellation);
        await registry.RegisterAsync(
            new ModelVersion
            {
                Version = version,
                Created = time.GetUtcNow(),
                Model = winner.Model,
                Augment = winner.Augment,
                ModelParameters = winner.ModelParameters,
                AugmentParameters = winner.AugmentParameters,
                Incremental = refit.Incremental,
                Metrics = parent is not null && winner.Carried is { SeenGate: true } ? parent.Metrics : winner.Metrics,
                Files = files,
                Lineage = new ModelLineage
                {
                    RunId = input.Run.RunId,
                    DatasetVersion = input.Data.DatasetVersion,
                    DataHash = input.Data.DataHash,
                    ConfigurationHash = options.Value.Hash(),
                    DataUntil = input.Data.Until,
                    Parent = input.Served.Length == 0 ? null : input.Served,
                    Carries = parent is null ? 0 : parent.Lineage.Carries + 1,
                    Seed = options.Value.Seed,
                },
            },
            cancellation);
        return version;
    }

    internal static async Task<TrainerResult> ReadResultAsync(IBlobStore store, string manifestPath, CancellationToken cancellation)
    {
        var outcome = await store.ReadJsonAsync<TrainOutcome>(manifestPath, cancellation)
            ?? throw new InvalidOperationException($"{manifestPath} is not there: that job has not ended well.");
        var result = await store.ReadJsonAsync<TrainerResult>($"{outcome.Value.Output}/{TrainerFiles.Result}", cancellation)
            ?? throw new InvalidOperationException($"{outcome.Value.Output} has no result.json.");
        return result.Value;
    }
}
