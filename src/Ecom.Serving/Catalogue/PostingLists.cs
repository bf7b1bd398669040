using System.Runtime.InteropServices;
using Ecom.Domain;

namespace Ecom.Serving.Catalogue;

/// <summary>Items by key, ascending.</summary>
internal sealed class PostingLists
{
    private readonly Dictionary<string, List<int>> _lists = new(StringComparer.Ordinal);

    public PostingLists(ReadOnlySpan<Product> products, Func<Product, IEnumerable<string>> keys)
    {
        for (var i = 0; i < products.Length; i++)
            foreach (var key in keys(products[i]))
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_lists, key, out _);
                (list ??= []).Add(i);
            }
    }

    public ReadOnlySpan<int> Of(string key) => _lists.TryGetValue(key, out var list) ? CollectionsMarshal.AsSpan(list) : [];
}
