using System.Buffers;
using System.Numerics;

namespace Ecom.Serving.Catalogue;

/// <summary>
/// The items a request may show, one bit each, in pooled memory: a request allocates nothing that grows with the catalogue.
/// </summary>
public sealed class ItemMask : IDisposable
{
    private readonly int _words;
    private ulong[]? _bits;

    private ItemMask(int length)
    {
        Length = length;
        _words = (length + 63) >> 6;
        _bits = ArrayPool<ulong>.Shared.Rent(_words);
    }

    public int Length { get; }

    private Span<ulong> Bits => (_bits ?? throw new ObjectDisposedException(nameof(ItemMask))).AsSpan(0, _words);

    /// <summary>A mask that allows nothing.</summary>
    public static ItemMask None(int length)
    {
        var mask = new ItemMask(length);
        mask.Bits.Clear();
        return mask;
    }

    /// <summary>A mask from stored bits.</summary>
    public static ItemMask From(ReadOnlySpan<ulong> bits, int length)
    {
        var mask = new ItemMask(length);
        bits[..mask._words].CopyTo(mask.Bits);
        return mask;
    }

    /// <summary>The words of the items up to a number; the last one may tell of items behind them.</summary>
    internal ReadOnlySpan<ulong> First(int items) => Bits[..((items + 63) >> 6)];

    public bool this[int item] => (Bits[item >> 6] >> item & 1) != 0;

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in Bits) count += BitOperations.PopCount(word);
            return count;
        }
    }

    public void Allow(int item) => Bits[item >> 6] |= 1UL << item;

    public void Forbid(int item) => Bits[item >> 6] &= ~(1UL << item);

    /// <summary>Keeps what both allow.</summary>
    public void And(ReadOnlySpan<ulong> bits)
    {
        var mine = Bits;
        for (var w = 0; w < mine.Length; w++) mine[w] &= bits[w];
    }

    /// <summary>Keeps what is allowed and listed.</summary>
    public void And(ReadOnlySpan<int> items)
    {
        using var listed = None(Length);
        var bits = listed.Bits;
        foreach (var item in items) bits[item >> 6] |= 1UL << item;
        And(bits);
    }

    /// <summary>Forbids items whose value is outside of a closed range or unknown (NaN).</summary>
    public void AndBetween(ReadOnlySpan<float> values, double low, double high)
    {
        var bits = Bits;
        for (var w = 0; w < bits.Length; w++)
        {
            var left = bits[w];
            while (left != 0)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                left &= left - 1;
                var value = values[(w << 6) + bit];
                if (!(value >= low && value <= high)) bits[w] &= ~(1UL << bit);
            }
        }
    }

    /// <summary>Replaces the scores of forbidden items by NaN, which no selection takes.</summary>
    public void Apply(Span<float> scores)
    {
        var bits = Bits;
        for (var w = 0; w < bits.Length; w++)
        {
            var forbidden = ~bits[w];
            var first = w << 6;
            if (forbidden == ulong.MaxValue && first + 64 <= Length)
            {
                scores.Slice(first, 64).Fill(float.NaN);
                continue;
            }
            while (forbidden != 0)
            {
                var item = first + BitOperations.TrailingZeroCount(forbidden);
                forbidden &= forbidden - 1;
                if (item >= Length) break;
                scores[item] = float.NaN;
            }
        }
    }

    public void Dispose()
    {
        if (_bits is null) return;
        ArrayPool<ulong>.Shared.Return(_bits);
        _bits = null;
    }
}
