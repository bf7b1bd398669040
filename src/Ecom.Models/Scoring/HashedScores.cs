using System.Numerics;
using System.Runtime.Intrinsics;

namespace Ecom.Models.Scoring;

/// <summary>Sums of few items close together, found by a table: it displaces little from the processor's cache, and nothing of the size of the catalogue is gone through.</summary>
internal sealed class HashedScores : SparseScores
{
    /// <summary>Places of the table an addition: with fewer, searching on past taken ones costs more than clearing a larger table.</summary>
    private const int PlacesAnAddition = 4;

    private const uint GoldenRatio = 2654435769;

    /// <summary>By place, the number of the item's entry, counted from 1; 0 for a place not taken.</summary>
    private int[] _table = [];

    private int[] _items = [];
    private float[] _sums = [];
    private int _last;
    private int _shift;
    private int _count;

    public override float this[int item]
    {
        get
        {
            for (var at = Place(item); _table[at] is var entry and not 0; at = (at + 1) & _last)
                if (_items[entry - 1] == item) return _sums[entry - 1];
            return 0;
        }
    }

    public override void Add(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, float amount)
    {
        // The table is never full, so a search ends.
        if (_count + columns.Length > _last) throw new InvalidOperationException("More is added than was said.");
        values = values[..columns.Length];
        var (table, items, sums, count, last) = (_table, _items, _sums, _count, _last);
        for (var q = 0; q < columns.Length; q++)
        {
            var column = columns[q];
            for (var at = Place(column); ; at = (at + 1) & last)
            {
                var entry = table[at] - 1;
                if (entry < 0)
                {
                    (items[count], sums[count]) = (column, amount * values[q]);
                    table[at] = ++count;
                    break;
                }
                if (items[entry] != column) continue;
                sums[entry] += amount * values[q];
                break;
            }
        }
        _count = count;
    }

    public override void MoveTo(ref BestItems best, ReadOnlySpan<ulong> allowed)
    {
        var sums = (ReadOnlySpan<float>)_sums.AsSpan(0, _count);
        var at = 0;
        for (; at + Vector256<float>.Count <= sums.Length; at += Vector256<float>.Count)
        {
            // Few reach the least that counts: those are told apart without a branch for each.
            var reaching = Vector256.GreaterThanOrEqual(Vector256.Create(sums[at..]), Vector256.Create(best.Least)).ExtractMostSignificantBits();
            for (; reaching != 0; reaching &= reaching - 1) Offer(ref best, at + BitOperations.TrailingZeroCount(reaching), allowed);
        }
        for (; at < sums.Length; at++) Offer(ref best, at, allowed);
    }

    private protected override void Start(int items, int additions)
    {
        var places = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, PlacesAnAddition * additions));
        (_last, _shift, _count) = (places - 1, 32 - BitOperations.Log2((uint)places), 0);
        if (_table.Length < places) _table = new int[places];
        else _table.AsSpan(0, places).Clear();
        if (_items.Length < additions) (_items, _sums) = (new int[additions], new float[additions]);
    }

    private protected override void End()
    {
    }

    private void Offer(ref BestItems best, int entry, ReadOnlySpan<ulong> allowed)
    {
        var (item, sum) = (_items[entry], _sums[entry]);
        if (sum != 0 && (allowed[item >> 6] >> item & 1) != 0) best.Offer(item, sum);
    }

    /// <summary>Where to look for an item first: multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4).</summary>
    private int Place(int item) => (int)((uint)item * GoldenRatio >> _shift) & _last;
}
