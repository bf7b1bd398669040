using System.Buffers;
using Ecom.Search.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Ecom.Search.Querying;

/// <summary>Takes down every match in pooled memory: facets need all of them, not the best few.</summary>
internal sealed class MatchCollector(int capacity, Func<int, int, bool> isCurrent) : ICollector
{
    private readonly int[] _items = ArrayPool<int>.Shared.Rent(capacity);
    private readonly float[] _scores = ArrayPool<float>.Shared.Rent(capacity);
    private Scorer? _scorer;
    private NumericDocValues? _numbers;
    private int _base;
    private int _count;

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer) => _scorer = scorer;

    public void SetNextReader(AtomicReaderContext context)
    {
        _base = context.DocBase;
        _numbers = context.AtomicReader.GetNumericDocValues(SearchFields.Item);
    }

    public void Collect(int doc)
    {
        var item = (int)_numbers!.Get(doc);
        if (!isCurrent(_base + doc, item)) return;
        _items[_count] = item;
        _scores[_count++] = _scorer!.GetScore();
    }

    public SearchMatches Result(string? corrected, MatchKind kind) => new(_items, _scores, _count, corrected, kind);
}
