using Ecom.Data.Datasets;
using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Starter;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Ecom.Pipeline.Activities;

/// <summary>Counts what is popular, so that a shop serves something from its first ingest on; not needed once there is a model.</summary>
public sealed class BuildStarterList(
    PipelineStores stores, ModelRegistry registry, WorkFolders folders, IOptions<RefreshOptions> refresh, IOptions<IngestPolicy> policy, TimeProvider time)
    : IActivity<string, bool>
{
    public async Task<bool> RunAsync(string input, CancellationToken cancellation)
    {
        if (await registry.CurrentAsync(cancellation) is not null) return false;
        var shop = ShopId.Parse(input);
        var dataset = await new DatasetStore(stores, shop, time).CurrentAsync(cancellation);
        if (dataset.Sources.All(s => s.Events.Count == 0)) return false;

        using var work = folders.Create("starter");
        var request = new DatasetRequest
        {
            EventFiles = await stores.Artefacts.MaterialiseAllAsync(dataset.Sources.SelectMany(s => s.Events), cancellation),
            ProductFiles = await stores.Artefacts.MaterialiseAllAsync(dataset.Sources.SelectMany(s => s.Products), cancellation),
            Weights = refresh.Value.Weights,
            OutputDirectory = work.Path,
            Now = time.GetUtcNow(),
            Limits = policy.Value.ToLimits(work.Sub("database")),
        };
        var popular = await Task.Run(() => PopularProducts.Count(request, StarterList.MaximumItems, cancellation), cancellation);
        var list = new StarterList(time.GetUtcNow(), dataset.Version, [.. popular.Select(p => new StarterItem(p.Product, p.Score))]);
        // Two ingests may end in either order; the list over the larger dataset stays.
        await stores.Artefacts.UpdateJsonAsync(
            new ShopPaths(shop).StarterList, list with { DatasetVersion = 0, Items = [] },
            current => current.DatasetVersion >= list.DatasetVersion ? current : list, cancellation);
        return true;
    }
}
