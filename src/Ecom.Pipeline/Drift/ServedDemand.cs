using Ecom.Domain;
using Ecom.Models.Snapshots;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Drift;

/// <summary>What demand the served model was trained on, for the demand of now to be held against.</summary>
public sealed class ServedDemand(PipelineStores stores, ModelRegistry registry, WorkFolders work, ShopId shop)
{
    private (string Version, DemandGroups Groups)? _served;

    /// <summary>Not for concurrent callers.</summary>
    /// <returns>The served model's groups, the same object as long as that model is served; null where nothing is served yet.</returns>
    public async Task<DemandGroups?> GroupsAsync(CancellationToken cancellation = default)
    {
        if ((await registry.CurrentAsync(cancellation))?.Current.Version is not { } version) return null;
        if (_served?.Version != version) _served = (version, await ReadAsync(version, cancellation));
        return _served.Value.Groups;
    }

    private async Task<DemandGroups> ReadAsync(string version, CancellationToken cancellation)
    {
        using var folder = work.Create("demand");
        await ArtefactFolder.LinkAsync(stores.Artefacts, new ShopPaths(shop).ModelSnapshot(version), folder.Path, cancellation);
        var demand = SnapshotDemand.Open(folder.Path);
        return new DemandGroups(demand.ItemIds, demand.Popularity);
    }
}
