using System.Collections.Concurrent;

namespace Ecom.Models.Scoring;

/// <summary>
/// Scores of the few items a history reaches, over scratch space that goes from caller to caller: what a request costs grows with what it
/// touches, not with the catalogue. Not thread-safe. Disposing it clears what was touched and gives it back.
/// </summary>
public sealed class SparseScores : IDisposable
{
    private const int MostIdle = 64;

    // Last in, first out: what was used last is still in the processor's cache, whichever thread used it.
    private static readonly ConcurrentStack<SparseScores> _idle = [];

    // NaN where nothing was added: sums are read in no order, and a mark of its own beside each would cost a second miss of the cache.
    private readonly float[] _sums;
    private readonly int[] _items;
    private int _count;

    private SparseScores(int items)
    {
        (_sums, _items) = (new float[items], new int[items]);
        Array.Fill(_sums, float.NaN);
    }

    /// <summary>Items touched, each once, in no order.</summary>
    public ReadOnlySpan<int> Touched => _items.AsSpan(0, _count);

    /// <summary>The item's sum; 0 where it was not touched.</summary>
    public float this[int item] => _sums[item] is var sum && float.IsNaN(sum) ? 0 : sum;

    /// <param name="items">Number of items; space left by a larger catalogue serves too.</param>
    public static SparseScores Rent(int items)
    {
        // Of a catalogue that has grown, what is too small is let go.
        while (_idle.TryPop(out var found))
            if (found._sums.Length >= items) return found;
        return new SparseScores(items);
    }

    /// <summary>Adds amount · values, all of them numbers, to the scores of columns.</summary>
    public void Add(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, float amount)
    {
        var sums = _sums;
        for (var q = 0; q < columns.Length; q++)
        {
            ref var sum = ref sums[columns[q]];
            if (float.IsNaN(sum))
            {
                _items[_count++] = columns[q];
                sum = 0;
            }
            sum += amount * values[q];
        }
    }

    public void Dispose()
    {
        foreach (var item in Touched) _sums[item] = float.NaN;
        _count = 0;
        if (_idle.Count < MostIdle) _idle.Push(this);
    }
}
