using Ecom.Domain;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Activities;

/// <summary>Makes an ingest's parts part of the dataset.</summary>
public sealed class CommitDataset(PipelineStores stores, TimeProvider time) : IActivity<IngestInput, int>
{
    public async Task<int> RunAsync(IngestInput input, CancellationToken cancellation)
    {
        var shop = ShopId.Parse(input.Shop);
        var manifest = await stores.Artefacts.ReadJsonAsync<DatasetSource>(new ShopPaths(shop).IngestManifest(input.IngestId), cancellation)
            ?? throw new InvalidOperationException($"Ingest {input.IngestId} has no manifest.");
        return (await new DatasetStore(stores, shop, time).AddAsync(manifest.Value, cancellation: cancellation)).Version;
    }
}
