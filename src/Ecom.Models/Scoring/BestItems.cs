namespace Ecom.Models.Scoring;

/// <summary>
/// The best of what is offered, in a bounded heap: higher scores first, equal ones in ascending item order, whatever the order of the offers. NaN is never
/// taken. Allocates the result only; a mutable value, not to be copied.
/// </summary>
public struct BestItems
{
    private readonly (int Item, float Score)[] _heap;
    private int _count;

    /// <param name="most">Items kept at most; not negative.</param>
    public BestItems(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        _heap = most == 0 ? [] : new (int, float)[most];
    }

    /// <summary>Whether an item of this score may still get in: a cheap test before costlier ones.</summary>
    public readonly bool Takes(float score) => score >= Least;

    /// <summary>A lower score than this is not taken; NaN, which nothing reaches, where nothing is kept.</summary>
    public readonly float Least => _count < _heap.Length ? float.NegativeInfinity : _heap.Length > 0 ? _heap[0].Score : float.NaN;

    /// <summary>How many of those kept so far have more than a score.</summary>
    public readonly int CountAbove(float score)
    {
        var count = 0;
        for (var k = 0; k < _count; k++)
            if (_heap[k].Score > score) count++;
        return count;
    }

    /// <param name="item">Each once.</param>
    /// <param name="score">Its score.</param>
    public void Offer(int item, float score)
    {
        if (!Takes(score)) return;
        if (_count < _heap.Length)
        {
            _heap[_count] = (item, score);
            Rise(_count++);
        }
        else if (Worse(_heap[0], (item, score)))
        {
            _heap[0] = (item, score);
            Sink();
        }
    }

    /// <summary>What was kept, best first. Ends the selection.</summary>
    public readonly (int Item, float Score)[] Take()
    {
        var kept = _count == _heap.Length ? _heap : _heap[.._count];
        Array.Sort(kept, (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Item.CompareTo(b.Item));
        return kept;
    }

    private static bool Worse(in (int Item, float Score) a, in (int Item, float Score) b) =>
        a.Score < b.Score || (a.Score == b.Score && a.Item > b.Item);

    private readonly void Rise(int at)
    {
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (!Worse(_heap[at], _heap[parent])) return;
            (_heap[at], _heap[parent]) = (_heap[parent], _heap[at]);
            at = parent;
        }
    }

    private readonly void Sink()
    {
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= _count) return;
            if (child + 1 < _count && Worse(_heap[child + 1], _heap[child])) child++;
            if (!Worse(_heap[child], _heap[at])) return;
            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
            at = child;
        }
    }
}
