using System.Diagnostics.CodeAnalysis;
using Ecom.Domain;
using Ecom.Serving.Overlay;

namespace Ecom.Serving.Catalogue;

/// <summary>
/// The products as they are served: the model's items in the model's numbering with the overlay's changes on top, then the overlay's new products. Immutable; a
/// change of the overlay makes a new one.
/// </summary>
public sealed class ServedCatalogue
{
    private static long _made;

    private readonly Func<string, int> _modelIndex;
    private readonly Dictionary<string, int> _newIndex = new(StringComparer.Ordinal);
    private readonly List<DateTimeOffset> _added = [];
    private readonly Product[] _products;
    private readonly ulong[] _available;
    private readonly ulong[] _inStock;
    private readonly float[] _prices;
    private readonly PostingLists _categories;
    private readonly PostingLists _brands;
    private readonly (int Item, float Weight)[][] _neighbours;

    private ServedCatalogue(IReadOnlyList<Product> modelItems, Func<string, int> modelIndex, OverlayDocument overlay, ServedCatalogue? previous)
    {
        _modelIndex = modelIndex;
        ModelItemCount = modelItems.Count;
        var products = new List<Product>(modelItems.Count + overlay.Entries.Count);
        products.AddRange(modelItems);
        foreach (var entry in overlay.Entries)
        {
            var at = modelIndex(entry.ItemId);
            if (at >= 0)
            {
                products[at] = entry.ApplyTo(products[at]);
                continue;
            }
            _newIndex[entry.ItemId] = products.Count;
            products.Add(entry.ApplyTo(null));
            _added.Add(entry.Added ?? entry.Updated);
        }
        _products = [.. products];
        _available = new ulong[(_products.Length + 63) >> 6];
        _inStock = new ulong[_available.Length];
        _prices = new float[_products.Length];
        for (var i = 0; i < _products.Length; i++)
        {
            var p = _products[i];
            _prices[i] = p.Price is { } price ? (float)price : float.NaN;
            if (p.Deleted) continue;
            _available[i >> 6] |= 1UL << i;
            // A shop that does not tell its stock sells everything.
            if (p.Stock is null or > 0) _inStock[i >> 6] |= 1UL << i;
        }
        _categories = new PostingLists(_products, p => p.Category is { } c ? CategoryPath.SelfAndAbove(c) : []);
        _brands = new PostingLists(_products, p => p.Brand is { Length: > 0 } b ? [CategoryPath.Key(b)] : []);
        CategoryFacet = new FacetColumn(_products, p => p.Category);
        BrandFacet = new FacetColumn(_products, p => p.Brand);
        _neighbours = ContentNeighbours.Find(this, previous);
    }

    /// <summary>Nothing to serve yet.</summary>
    public static ServedCatalogue Empty { get; } = new([], _ => -1, OverlayDocument.Empty, null);

    /// <summary>Tells one catalogue from every other of this process.</summary>
    internal long Number { get; } = Interlocked.Increment(ref _made);

    /// <summary>Items, new ones included.</summary>
    public int Count => _products.Length;

    /// <summary>Items the model knows: the indices below this.</summary>
    public int ModelItemCount { get; }

    public Product this[int item] => _products[item];

    /// <summary>Prices in the shop's currency by item; NaN where unknown.</summary>
    public ReadOnlySpan<float> Prices => _prices;

    public FacetColumn CategoryFacet { get; }

    public FacetColumn BrandFacet { get; }

    /// <param name="modelItems">In the model's numbering.</param>
    /// <param name="modelIndex">Index of an item id in it, or −1.</param>
    /// <param name="overlay">Changes and new products.</param>
    /// <param name="previous">The catalogue this one follows; what it worked out about unchanged new products is taken over.</param>
    public static ServedCatalogue Build(
        IReadOnlyList<Product> modelItems, Func<string, int> modelIndex, OverlayDocument overlay, ServedCatalogue? previous = null) =>
        new(modelItems, modelIndex, overlay, previous);

    public bool TryGetIndex(string itemId, out int index)
    {
        index = _modelIndex(itemId);
        return index >= 0 || _newIndex.TryGetValue(itemId, out index);
    }

    public bool TryGet(string itemId, [NotNullWhen(true)] out Product? product)
    {
        product = TryGetIndex(itemId, out var index) ? _products[index] : null;
        return product is not null;
    }

    /// <summary>The model's items most like a new product, with weights that add up to 1; empty where nothing is like it.</summary>
    public ReadOnlySpan<(int Item, float Weight)> NeighboursOfNew(int item) => _neighbours[item - ModelItemCount];

    /// <summary>When a new product was first put.</summary>
    public DateTimeOffset AddedAt(int item) => _added[item - ModelItemCount];

    /// <summary>Items of a category or any category below it; ascending.</summary>
    public ReadOnlySpan<int> InCategory(string category) => _categories.Of(CategoryPath.Key(category));

    /// <summary>Items of a brand; ascending.</summary>
    public ReadOnlySpan<int> OfBrand(string brand) => _brands.Of(CategoryPath.Key(brand));

    /// <summary>The items a filter leaves. The caller disposes the mask.</summary>
    public ItemMask Allowed(ItemFilter filter)
    {
        var mask = ItemMask.From(filter.InStock ? _inStock : _available, Count);
        if (filter.Category is { Length: > 0 } category) _categories.Restrict(mask, CategoryPath.Key(category));
        if (filter.Brand is { Length: > 0 } brand) _brands.Restrict(mask, CategoryPath.Key(brand));
        if (filter.MinPrice is not null || filter.MaxPrice is not null)
            mask.AndBetween(_prices, filter.MinPrice ?? 0, filter.MaxPrice ?? double.PositiveInfinity);
        return mask;
    }
}
