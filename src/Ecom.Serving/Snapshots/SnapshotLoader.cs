using Ecom.Domain;
using Ecom.Models.Snapshots;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Storage;

namespace Ecom.Serving.Snapshots;

/// <summary>Brings a version's snapshot onto the local disk and maps it.</summary>
public sealed class SnapshotLoader(PipelineStores stores, ShopId shop, WorkFolders work)
{
    private readonly ShopPaths _paths = new(shop);

    /// <exception cref="InputException">The snapshot is damaged, or of a format this build does not read.</exception>
    public async Task<SharedSnapshot> LoadAsync(ModelVersion version, CancellationToken cancellation = default)
    {
        var folder = work.Create("snapshot");
        try
        {
            await ArtefactFolder.LinkAsync(stores.Artefacts, _paths.ModelSnapshot(version.Version), folder.Path, cancellation);
            return new SharedSnapshot(Snapshot.Open(folder.Path), folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }
}
