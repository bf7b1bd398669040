namespace Ecom.Recommendation.Common;

/// <summary>Keeps the strongest candidates of one target: a bounded min-heap by |value|, reused from target to target.</summary>
public sealed class Strongest(int most)
{
    private readonly float[] _values = new float[most];
    private readonly int[] _items = new int[most];
    private int _count;

    public void Clear() => _count = 0;

    /// <summary>Offers a candidate; zero is never kept. Of equal values the one offered first stays.</summary>
    public void Offer(int item, float value)
    {
        var strength = MathF.Abs(value);
        if (_count == most ? !(strength > MathF.Abs(_values[0])) : !(strength > 0)) return;
        if (_count < most)
        {
            var at = _count++;
            for (; at > 0 && MathF.Abs(_values[(at - 1) / 2]) > strength; at = (at - 1) / 2) Move((at - 1) / 2, at);
            (_items[at], _values[at]) = (item, value);
            return;
        }
        var hole = 0;
        while (true)
        {
            var child = (2 * hole) + 1;
            if (child >= most) break;
            if (child + 1 < most && MathF.Abs(_values[child + 1]) < MathF.Abs(_values[child])) child++;
            if (MathF.Abs(_values[child]) >= strength) break;
            Move(child, hole);
            hole = child;
        }
        (_items[hole], _values[hole]) = (item, value);
    }

    /// <summary>What was kept, items ascending.</summary>
    public (int[] Items, float[] Values) Take()
    {
        var items = _items[.._count];
        var values = _values[.._count];
        Array.Sort(items, values);
        return (items, values);
    }

    private void Move(int from, int to) => (_items[to], _values[to]) = (_items[from], _values[from]);
}
