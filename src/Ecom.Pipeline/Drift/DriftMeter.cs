using Ecom.Domain;
using Ecom.Models.Snapshots;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Drift;

/// <summary>Holds the demand of now against that of the served model.</summary>
public sealed class DriftMeter(PipelineStores stores, ModelRegistry registry, WorkFolders work, ShopId shop)
{
    private (string Version, DemandGroups Groups)? _served;

    /// <summary>Not for concurrent callers.</summary>
    /// <param name="demand">Weight of what customers did, by product.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The population stability index; 0 where nothing is served yet.</returns>
    public async Task<double> MeasureAsync(IReadOnlyDictionary<string, double> demand, CancellationToken cancellation = default)
    {
        if ((await registry.CurrentAsync(cancellation))?.Current.Version is not { } version) return 0;
        if (_served?.Version != version) _served = (version, await ReadAsync(version, cancellation));
        return _served.Value.Groups.IndexOf(demand);
    }

    private async Task<DemandGroups> ReadAsync(string version, CancellationToken cancellation)
    {
        using var folder = work.Create("demand");
        await ArtefactFolder.LinkAsync(stores.Artefacts, new ShopPaths(shop).ModelSnapshot(version), folder.Path, cancellation);
        var demand = SnapshotDemand.Open(folder.Path);
        return new DemandGroups(demand.ItemIds, demand.Popularity);
    }
}
