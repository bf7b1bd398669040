using Ecom.Models.Snapshots;
using Ecom.Search;
using Ecom.Search.Learning;

namespace Ecom.Serving.Snapshots;

/// <summary>A mapped snapshot and its search index with a count of its users; the last to leave unmaps it and removes its folder.</summary>
/// <param name="snapshot">The snapshot.</param>
/// <param name="search">The index over the snapshot's products.</param>
/// <param name="ranker">Orders the index's best matches; null: their text does.</param>
/// <param name="folder">The local folder it is mapped from, if it is this object's to remove.</param>
public sealed class SharedSnapshot(Snapshot snapshot, SearchIndex search, SearchRanker? ranker = null, IDisposable? folder = null)
{
    private int _references = 1;

    public Snapshot Snapshot { get; } = snapshot;

    public SearchIndex Search { get; } = search;

    public SearchRanker? Ranker { get; } = ranker;

    /// <summary>Adds a reference unless the last one is gone already.</summary>
    public bool TryAddReference()
    {
        var seen = Volatile.Read(ref _references);
        while (seen > 0)
        {
            var before = Interlocked.CompareExchange(ref _references, seen + 1, seen);
            if (before == seen) return true;
            seen = before;
        }
        return false;
    }

    public void Release()
    {
        var left = Interlocked.Decrement(ref _references);
        if (left < 0) throw new InvalidOperationException("A snapshot was released more often than it was taken.");
        if (left > 0) return;
        Search.Dispose();
        Snapshot.Dispose();
        folder?.Dispose();
    }
}
