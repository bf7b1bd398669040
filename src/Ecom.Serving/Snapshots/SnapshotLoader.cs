using Ecom.Domain;
using Ecom.Models.Jobs;
using Ecom.Models.Snapshots;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Storage;
using Ecom.Search;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Snapshots;

/// <summary>Brings a version's snapshot and search index onto the local disk and maps them.</summary>
public sealed class SnapshotLoader(PipelineStores stores, ShopId shop, WorkFolders work, IOptions<ServingOptions> options)
{
    private readonly ShopPaths _paths = new(shop);

    /// <exception cref="InputException">The snapshot is damaged, or of a format this build does not read.</exception>
    public async Task<SharedSnapshot> LoadAsync(ModelVersion version, CancellationToken cancellation = default)
    {
        var folder = work.Create("snapshot");
        try
        {
            await ArtefactFolder.LinkAsync(stores.Artefacts, _paths.ModelSnapshot(version.Version), folder.Path, cancellation);
            var snapshot = Snapshot.Open(folder.Path, options.Value.FactorBits);
            try
            {
                return new SharedSnapshot(snapshot, OpenSearch(Path.Combine(folder.Path, TrainerFiles.Search), snapshot), folder);
            }
            catch
            {
                snapshot.Dispose();
                throw;
            }
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>A version made before there was search has no index; it gets one now.</summary>
    private static SearchIndex OpenSearch(string folder, Snapshot snapshot)
    {
        if (!Directory.Exists(folder)) return SearchIndex.InMemory(snapshot.Items);
        var index = SearchIndex.Open(folder);
        if (index.Products == snapshot.Items.Count) return index;
        index.Dispose();
        throw new InputException(folder, null, $"the index holds {index.Products} products, the snapshot {snapshot.Items.Count}.");
    }
}
