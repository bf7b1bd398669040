using Ecom.Data.Datasets;
using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Overlay;

/// <summary>
/// The products of dumps that were ingested after the served model's data: they take part before any training, as if each had been put. Every instance reads them from the
/// dataset, so there is nothing to keep in step.
/// </summary>
public sealed class DumpedProducts(PipelineStores stores, ShopId shop, WorkFolders folders, IOptions<IngestPolicy> policy)
{
    private readonly ShopPaths _paths = new(shop);
    private (string? ETag, int Dataset) _seen = (null, -1);
    private string _ingests = "";

    /// <summary>The entries as of the last read, by product id.</summary>
    public IReadOnlyList<OverlayEntry> Entries { get; private set; } = [];

    /// <summary>Looks whether there are other dumps than at the last call.</summary>
    /// <param name="modelDataset">The dataset version the served model was made of; 0 for none.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Whether <see cref="Entries"/> changed.</returns>
    /// <exception cref="InputException">A product file cannot be read.</exception>
    public async Task<bool> ReadAsync(int modelDataset, CancellationToken cancellation)
    {
        var etag = (await stores.Artefacts.GetInfoAsync(_paths.DatasetCurrent, cancellation))?.ETag;
        if ((etag, modelDataset) == _seen) return false;
        var current = etag is null ? DatasetManifest.Empty : (await stores.Artefacts.ReadJsonAsync<DatasetManifest>(_paths.DatasetCurrent, cancellation))?.Value ?? DatasetManifest.Empty;
        var known = modelDataset == 0 ? null : (await stores.Artefacts.ReadJsonAsync<DatasetManifest>(_paths.DatasetVersion(modelDataset), cancellation))?.Value;
        var old = known?.Sources.Select(s => s.IngestId).ToHashSet(StringComparer.Ordinal) ?? [];
        var sources = current.Sources.Where(s => s.Products.Count > 0 && !old.Contains(s.IngestId)).OrderBy(s => s.Ingested).ToArray();
        // A model whose dataset is gone says nothing about what is new; the next one will.
        if (modelDataset != 0 && known is null) sources = [];
        var ingests = string.Join('\n', sources.Select(s => s.IngestId));
        if (ingests == _ingests)
        {
            _seen = (etag, modelDataset);
            return false;
        }
        using var work = folders.Create("products");
        var files = await stores.Artefacts.MaterialiseAllAsync(sources.SelectMany(s => s.Products), cancellation);
        var products = await Task.Run(() => ProductParts.Read(files, policy.Value.ToLimits(work.Path), cancellation), cancellation);
        var at = sources.Length == 0 ? default : sources[^1].Ingested;
        Entries = [.. products.Select(p => Entry(p.Product, p.Deleted, at))];
        (_seen, _ingests) = ((etag, modelDataset), ingests);
        return true;
    }

    /// <summary>What was dumped and what was put as one layer: of each product the later word goes over the earlier.</summary>
    public OverlayDocument Under(OverlayDocument put)
    {
        if (Entries.Count == 0) return put;
        var dumped = Entries.ToDictionary(e => e.ItemId, StringComparer.Ordinal);
        var entries = new List<OverlayEntry>();
        foreach (var entry in put.Entries)
            entries.Add(!dumped.Remove(entry.ItemId, out var dump) ? entry : dump.Updated > entry.Updated ? entry.With(dump) : dump.With(entry) with { Added = entry.Added ?? entry.Updated });
        entries.AddRange(dumped.Values.OrderBy(e => e.ItemId, StringComparer.Ordinal));
        return put with { Entries = entries };
    }

    private static OverlayEntry Entry(Product p, bool? deleted, DateTimeOffset at) => new()
    {
        ItemId = p.ItemId, Title = p.Title, Category = p.Category, Brand = p.Brand, Price = p.Price, Stock = p.Stock, Description = p.Description, ImageUrl = p.ImageUrl,
        Deleted = deleted, Updated = at, Added = at,
    };
}
