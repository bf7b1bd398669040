using Ecom.Domain;
using Ecom.Models.Jobs;
using Ecom.Models.Snapshots;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Storage;
using Ecom.Search;
using Ecom.Search.Learning;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Snapshots;

/// <summary>Brings a version's snapshot, search index and search ranker onto the local disk and maps them.</summary>
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
                return Open(folder, snapshot);
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

    private static SharedSnapshot Open(WorkFolder folder, Snapshot snapshot)
    {
        var search = OpenSearch(Path.Combine(folder.Path, TrainerFiles.Search), snapshot);
        try
        {
            return new SharedSnapshot(snapshot, search, OpenRanker(Path.Combine(folder.Path, TrainerFiles.SearchRanker), search), folder);
        }
        catch
        {
            search.Dispose();
            throw;
        }
    }

    private static SearchRanker? OpenRanker(string folder, SearchIndex search) =>
        Directory.Exists(folder) ? SearchRanker.Open(folder, new CandidateFeatures(new TextStatistics(search))) : null;

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
