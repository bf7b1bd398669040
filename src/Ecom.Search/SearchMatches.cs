using System.Buffers;

namespace Ecom.Search;

/// <summary>The products that match a query, in no order, in pooled memory. To be disposed once, after the last read.</summary>
public sealed class SearchMatches : IDisposable
{
    private readonly int[] _items;
    private readonly float[] _scores;
    private bool _disposed;

    internal SearchMatches(int[] items, float[] scores, int count, string? corrected, MatchKind kind)
    {
        (_items, _scores) = (items, scores);
        (Count, Corrected, Kind) = (count, corrected, count == 0 ? MatchKind.None : kind);
    }

    public int Count { get; }

    /// <summary>The query as it was understood, where a word was taken for a misspelt one.</summary>
    public string? Corrected { get; }

    public MatchKind Kind { get; }

    /// <summary>Item numbers; each once.</summary>
    public ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    /// <summary>BM25 over the fields, by match.</summary>
    public ReadOnlySpan<float> Scores => _scores.AsSpan(0, Count);

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        ArrayPool<int>.Shared.Return(_items);
        ArrayPool<float>.Shared.Return(_scores);
    }
}
