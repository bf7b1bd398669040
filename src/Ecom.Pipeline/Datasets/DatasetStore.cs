using Ecom.Domain;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Datasets;

/// <summary>Numbered dataset versions. The pointer moves by compare-and-swap; each version it has named stays readable.</summary>
public sealed class DatasetStore(PipelineStores stores, ShopId shop, TimeProvider time)
{
    private readonly ShopPaths _paths = new(shop);

    public async Task<DatasetManifest> CurrentAsync(CancellationToken cancellation = default) =>
        await stores.Artefacts.ReadJsonAsync<DatasetManifest>(_paths.DatasetCurrent, cancellation) is { } found
            ? found.Value
            : DatasetManifest.Empty;

    public async Task<DatasetManifest?> GetAsync(int version, CancellationToken cancellation = default) =>
        await stores.Artefacts.ReadJsonAsync<DatasetManifest>(_paths.DatasetVersion(version), cancellation) is { } found
            ? found.Value
            : null;

    /// <summary>Adds a source. Adding the source of an ingest that is already in changes nothing.</summary>
    public async Task<DatasetManifest> AddAsync(DatasetSource source, string? feedbackPosition = null, CancellationToken cancellation = default)
    {
        var manifest = await stores.Artefacts.UpdateJsonAsync(
            _paths.DatasetCurrent,
            DatasetManifest.Empty,
            current => current.Sources.Any(s => s.IngestId == source.IngestId)
                ? current
                : current.With(source, time.GetUtcNow()) with { FeedbackPosition = feedbackPosition ?? current.FeedbackPosition },
            cancellation);
        // The numbered copy follows the pointer; a writer that died in between is made good by the next reader of that version.
        await stores.Artefacts.CommitOnceAsync(_paths.DatasetVersion(manifest.Version), manifest, cancellation);
        return manifest;
    }
}
