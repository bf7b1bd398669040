using System.Collections.Concurrent;

namespace Ecom.Models.Scoring;

/// <summary>
/// Scores of the items a history reaches, over scratch space that goes from caller to caller: what a request costs grows with what it touches. Not thread-safe.
/// Disposing it gives it back.
/// </summary>
public abstract class SparseScores : IDisposable
{
    /// <summary>Additions by the item from where on sums by item are quicker than a table: measured with 100,000 items and rows of 100.</summary>
    private const int ItemsAnAddition = 32;

    private const int MostIdle = 64;

    // Last in, first out: what was used last is still in the processor's cache, whichever thread used it.
    private static readonly ConcurrentStack<SparseScores> _idleFew = [];
    private static readonly ConcurrentStack<SparseScores> _idleMany = [];

    private ConcurrentStack<SparseScores>? _home;

    /// <summary>The item's sum; 0 where nothing was added to it.</summary>
    public abstract float this[int item] { get; }

    /// <param name="items">Number of items.</param>
    /// <param name="additions">Columns to be added at most, all calls together.</param>
    public static SparseScores Rent(int items, long additions)
    {
        var few = additions * ItemsAnAddition <= items;
        var idle = few ? _idleFew : _idleMany;
        if (!idle.TryPop(out var scores)) scores = few ? new HashedScores() : new DenseScores();
        scores._home = idle;
        scores.Start(items, (int)Math.Min(additions, items));
        return scores;
    }

    /// <summary>Adds amount · values, all of them numbers, to the scores of columns.</summary>
    public abstract void Add(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, float amount);

    /// <summary>Offers the allowed items whose sum is not zero, in any order. The sums are gone then: nothing is to be read or added any more.</summary>
    /// <param name="best">Takes them.</param>
    /// <param name="allowed">One bit an item; as many items as were asked for.</param>
    public abstract void MoveTo(ref BestItems best, ReadOnlySpan<ulong> allowed);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _home, null) is not { } home) return;
        End();
        if (home.Count < MostIdle) home.Push(this);
        GC.SuppressFinalize(this);
    }

    /// <summary>All sums zero; space left by a larger use serves too.</summary>
    private protected abstract void Start(int items, int additions);

    private protected abstract void End();
}
