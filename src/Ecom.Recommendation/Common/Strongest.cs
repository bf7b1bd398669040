namespace Ecom.Recommendation.Common;

/// <summary>
/// Keeps the strongest candidates of one target by |value|, reused from target to target. Candidates above the weakest one kept so far are gathered, and cut to the
/// strongest whenever twice as many have come: a constant cost each, in whatever order they come.
/// </summary>
public sealed class Strongest(int most)
{
    // From the top: 31 bits of |value|, whose order is that of the numbers; 31 of the item, so that of equal values the lower item is the greater key; the sign.
    private readonly ulong[] _keys = new ulong[2 * most];
    private ulong _floor;
    private int _count;

    public void Clear() => (_count, _floor) = (0, 0);

    /// <summary>Offers a candidate; zero and NaN are never kept. Of equal values the lower item stays.</summary>
    public void Offer(int item, float value)
    {
        const uint Infinity = 0x7f800000;
        var bits = BitConverter.SingleToUInt32Bits(value);
        var strength = bits & int.MaxValue;
        var key = ((ulong)strength << 32) | ((ulong)(uint)(int.MaxValue - item) << 1) | (bits >> 31);
        if (key < _floor || strength - 1 >= Infinity) return;
        _keys[_count++] = key;
        if (_count < _keys.Length) return;
        Cut();
        _floor = _keys[0];
        for (var k = 1; k < most; k++) _floor = Math.Min(_floor, _keys[k]);
    }

    /// <summary>What was kept, items ascending.</summary>
    public (int[] Items, float[] Values) Take()
    {
        var (items, values) = TakeUnsorted();
        Array.Sort(items, values);
        return (items, values);
    }

    /// <summary>What was kept, in no order.</summary>
    public (int[] Items, float[] Values) TakeUnsorted()
    {
        if (_count > most) Cut();
        var items = new int[_count];
        var values = new float[_count];
        for (var k = 0; k < _count; k++)
        {
            items[k] = int.MaxValue - (int)((_keys[k] >> 1) & int.MaxValue);
            values[k] = BitConverter.UInt32BitsToSingle((uint)(_keys[k] >> 32) | ((uint)_keys[k] << 31));
        }
        return (items, values);
    }

    /// <summary>Moves the greatest keys to the front (quickselect) and forgets the others.</summary>
    private void Cut()
    {
        var (low, high) = (0, _count - 1);
        while (low < high)
        {
            var (i, j) = (low, high);
            var pivot = Math.Max(Math.Min(_keys[low], _keys[high]), Math.Min(Math.Max(_keys[low], _keys[high]), _keys[(low + high) / 2]));
            while (i <= j)
            {
                while (_keys[i] > pivot) i++;
                while (_keys[j] < pivot) j--;
                if (i > j) break;
                (_keys[i], _keys[j]) = (_keys[j], _keys[i]);
                i++;
                j--;
            }
            if (most - 1 <= j) high = j;
            else if (most - 1 >= i) low = i;
            else break;
        }
        _count = most;
    }
}
