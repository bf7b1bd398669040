using System.Collections.Concurrent;

namespace Ecom.Models.Scoring;

/// <summary>
/// Scores of the few items a history reaches, over scratch space that goes from caller to caller: what a request costs grows with what it
/// touches, not with the catalogue. Not thread-safe. Disposing it clears what was touched and gives it back.
/// </summary>
public sealed class SparseScores : IDisposable
{
    private const int MostIdle = 64;

    private static readonly ConcurrentBag<SparseScores> _idle = [];

    private readonly float[] _values;
    private readonly bool[] _touched;
    private readonly int[] _items;
    private int _count;

    private SparseScores(int items) => (_values, _touched, _items) = (new float[items], new bool[items], new int[items]);

    /// <summary>Items touched, each once, in no order.</summary>
    public ReadOnlySpan<int> Touched => _items.AsSpan(0, _count);

    /// <summary>The item's sum; 0 where it was not touched.</summary>
    public float this[int item] => _values[item];

    /// <param name="items">Number of items; space left by a larger catalogue serves too.</param>
    public static SparseScores Rent(int items)
    {
        // Of a catalogue that has grown, what is too small is let go.
        while (_idle.TryTake(out var found))
            if (found._values.Length >= items) return found;
        return new SparseScores(items);
    }

    /// <summary>Adds amount · values to the scores of columns.</summary>
    public void Add(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, float amount)
    {
        var (sums, touched) = (_values, _touched);
        for (var q = 0; q < columns.Length; q++)
        {
            var item = columns[q];
            if (!touched[item])
            {
                touched[item] = true;
                _items[_count++] = item;
            }
            sums[item] += amount * values[q];
        }
    }

    public void Dispose()
    {
        foreach (var item in Touched) (_values[item], _touched[item]) = (0, false);
        _count = 0;
        if (_idle.Count < MostIdle) _idle.Add(this);
    }
}
