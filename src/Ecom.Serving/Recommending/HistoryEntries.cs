using System.Buffers;
using System.Numerics;
using Ecom.Models.Scoring;

namespace Ecom.Serving.Recommending;

/// <summary>Items with weights and times while they are joined, in pooled memory: every list of somebody who did something lately makes them anew.</summary>
internal ref struct HistoryEntries : IDisposable
{
    private const uint GoldenRatio = 2654435769;

    /// <summary>Of a number that orders by time and then by entry; the rest is enough for any date there is.</summary>
    private const int EntryBits = 24;

    private readonly int[] _items;
    private readonly float[] _weights;
    private readonly long[] _times;

    /// <summary>By place, the number of the item's entry, counted from 1; 0 for a place not taken.</summary>
    private readonly int[] _table;

    private readonly int _shift;
    private int _count;

    /// <param name="past">What is there already.</param>
    /// <param name="more">Calls of <see cref="Add"/> at most.</param>
    public HistoryEntries(in UserHistory past, int more)
    {
        var capacity = past.Items.Length + more;
        var places = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, 2 * capacity));
        _shift = 32 - BitOperations.Log2((uint)places);
        (_items, _weights, _times) = (ArrayPool<int>.Shared.Rent(capacity), ArrayPool<float>.Shared.Rent(capacity), ArrayPool<long>.Shared.Rent(capacity));
        _table = ArrayPool<int>.Shared.Rent(places);
        _table.AsSpan(0, places).Clear();
        _count = past.Items.Length;
        past.Items.Span.CopyTo(_items);
        past.Weights.Span.CopyTo(_weights);
        if (past.Times.IsEmpty) _times.AsSpan(0, _count).Clear();
        else past.Times.Span.CopyTo(_times);
        for (var entry = 0; entry < _count; entry++)
        {
            ref var place = ref Place(_items[entry]);
            if (place == 0) place = entry + 1;
        }
    }

    public readonly bool Has(int item) => Place(item) != 0;

    public void Add(int item, float weight, long time)
    {
        ref var place = ref Place(item);
        if (place == 0)
        {
            (_items[_count], _weights[_count], _times[_count]) = (item, weight, time);
            place = ++_count;
            return;
        }
        _weights[place - 1] += weight;
        _times[place - 1] = Math.Max(_times[place - 1], time);
    }

    /// <summary>Oldest first; at equal times as they came. In arrays of its own: the snapshot may be gone before the list is made.</summary>
    public readonly UserHistory ToHistory(int user)
    {
        var rented = ArrayPool<long>.Shared.Rent(_count);
        var order = rented.AsSpan(0, _count);
        // Numbers sort several times as fast as entries by a comparison.
        for (var entry = 0; entry < _count; entry++) order[entry] = (_times[entry] << EntryBits) | (long)entry;
        order.Sort();
        var (items, weights, times) = (new int[_count], new float[_count], new long[_count]);
        for (var p = 0; p < items.Length; p++)
        {
            var entry = (int)order[p] & ((1 << EntryBits) - 1);
            (items[p], weights[p], times[p]) = (_items[entry], _weights[entry], _times[entry]);
        }
        ArrayPool<long>.Shared.Return(rented);
        return new UserHistory(items, weights, times, user);
    }

    public readonly void Dispose()
    {
        ArrayPool<int>.Shared.Return(_items);
        ArrayPool<float>.Shared.Return(_weights);
        ArrayPool<long>.Shared.Return(_times);
        ArrayPool<int>.Shared.Return(_table);
    }

    private readonly ref int Place(int item)
    {
        var last = (1 << (32 - _shift)) - 1;
        var at = (int)((uint)item * GoldenRatio >> _shift);
        while (_table[at] is var entry and not 0 && _items[entry - 1] != item) at = (at + 1) & last;
        return ref _table[at];
    }
}
