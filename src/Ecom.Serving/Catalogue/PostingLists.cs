using System.Runtime.InteropServices;
using Ecom.Domain;

namespace Ecom.Serving.Catalogue;

/// <summary>Items by key, ascending; those of a key with many items also as one bit an item, which a request takes over whole.</summary>
internal sealed class PostingLists
{
    private readonly Dictionary<string, List<int>> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong[]> _bits = new(StringComparer.Ordinal);

    public PostingLists(ReadOnlySpan<Product> products, Func<Product, IEnumerable<string>> keys)
    {
        for (var i = 0; i < products.Length; i++)
            foreach (var key in keys(products[i]))
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_lists, key, out _);
                (list ??= []).Add(i);
            }
        var words = (products.Length + 63) >> 6;
        foreach (var (key, list) in _lists)
        {
            // No more memory than the list itself.
            if (list.Count < 2 * words) continue;
            var bits = new ulong[words];
            foreach (var item in list) bits[item >> 6] |= 1UL << item;
            _bits[key] = bits;
        }
    }

    public ReadOnlySpan<int> Of(string key) => _lists.TryGetValue(key, out var list) ? CollectionsMarshal.AsSpan(list) : [];

    /// <summary>Leaves of a mask what a key has.</summary>
    public void Restrict(ItemMask mask, string key)
    {
        if (_bits.TryGetValue(key, out var bits)) mask.And(bits);
        else mask.And(Of(key));
    }
}
