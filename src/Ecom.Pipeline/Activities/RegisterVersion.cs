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
        var winner = await ReadResultAsync(
            stores.Artefacts, $"{paths.Step(input.Run.RunId, "train")}/{input.Winner}/manifest.json", cancellation);
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
                Metrics = winner.Metrics,
                Files = files,
                Lineage = new ModelLineage
                {
                    RunId = input.Run.RunId,
                    DatasetVersion = input.Data.DatasetVersion,
                    DataHash = input.Data.DataHash,
                    ConfigurationHash = options.Value.Hash(),
                    DataUntil = input.Data.Until,
                    Parent = input.Served.Length == 0 ? null : input.Served,
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
