using Ecom.Domain;
using Ecom.Pipeline.Storage;

namespace Ecom.Serving.Overlay;

/// <summary>The overlay document in the blob store.</summary>
public sealed class OverlayStore(PipelineStores stores, ShopId shop)
{
    /// <summary>Products the overlay holds at most; past that, it is time for a products dump.</summary>
    public const int MaximumEntries = 100_000;

    private readonly string _path = new ShopPaths(shop).Overlay;

    /// <summary>ETag of the stored document, or null where there is none.</summary>
    public async Task<string?> GetETagAsync(CancellationToken cancellation = default) =>
        (await stores.Artefacts.GetInfoAsync(_path, cancellation))?.ETag;

    public async Task<(OverlayDocument Overlay, string? ETag)> ReadAsync(CancellationToken cancellation = default) =>
        await stores.Artefacts.ReadJsonAsync<OverlayDocument>(_path, cancellation) is { } found
            ? (found.Value, found.ETag)
            : (OverlayDocument.Empty, null);

    /// <summary>Merges entries into the document; concurrent writers lose nothing.</summary>
    /// <exception cref="InputException">The overlay would outgrow <see cref="MaximumEntries"/>.</exception>
    public Task<OverlayDocument> PutAsync(IReadOnlyList<OverlayEntry> entries, CancellationToken cancellation = default) =>
        stores.Artefacts.UpdateJsonAsync(_path, OverlayDocument.Empty, overlay =>
        {
            var next = overlay.With(entries);
            return next.Entries.Count <= MaximumEntries
                ? next
                : throw new InputException($"The overlay would hold {next.Entries.Count} products, more than the {MaximumEntries} allowed: upload a products dump and refresh.");
        }, cancellation);
}
