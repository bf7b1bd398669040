using System.Collections.Concurrent;
using Ecom.Domain;

namespace Ecom.Search.Learning;

/// <summary>
/// Products' texts cut into terms, for as many products as fit. A changed product is another object and so another entry. Full, it is emptied: popular products are
/// back within a few queries, and no order of use has to be kept on every read.
/// </summary>
internal sealed class DocumentCache
{
    /// <summary>A product takes a few kilobytes, some tens at most with the longest description.</summary>
    public const int Capacity = 5000;

    private readonly ConcurrentDictionary<Product, RelevanceDocument> _documents = new(ReferenceEqualityComparer.Instance);
    private int _count;

    public RelevanceDocument Of(Product product)
    {
        if (_documents.TryGetValue(product, out var known)) return known;
        var made = new RelevanceDocument(product.Title, product.Description);
        if (Interlocked.Increment(ref _count) > Capacity)
        {
            _documents.Clear();
            Interlocked.Exchange(ref _count, 1);
        }
        return _documents.GetOrAdd(product, made);
    }
}
