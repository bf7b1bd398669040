using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecom.Models.Scoring;

/// <summary>Sums by item, for histories that reach a good part of the catalogue. Adding keeps no track of what it touches: everything is gone through once, to select and to leave zeros behind.</summary>
internal sealed class DenseScores : SparseScores
{
    /// <summary>As many items as a word of a bit mask tells of: a block whose largest score is too small costs a few vectors.</summary>
    private const int BlockSize = 64;

    private float[] _sums = [];
    private bool _isZero = true;

    public override float this[int item] => _sums[item];

    public override void Add(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, float amount)
    {
        _isZero = false;
        var sums = _sums;
        values = values[..columns.Length];
        for (var q = 0; q < columns.Length; q++) sums[columns[q]] += amount * values[q];
    }

    public override void MoveTo(ref BestItems best, ReadOnlySpan<ulong> allowed)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_sums);
        var least = best.Least;
        var blocks = Math.Min(_sums.Length / BlockSize, allowed.Length);
        for (var block = 0; block < blocks; block++)
        {
            ref var sums = ref Unsafe.Add(ref first, block * BlockSize);
            if (allowed[block] != 0 && Reaches(ref sums, least))
            {
                Offer(ref best, ref sums, block * BlockSize, allowed[block]);
                least = best.Least;
            }
            Clear(ref sums);
        }
        _sums.AsSpan(blocks * BlockSize).Clear();
        _isZero = true;
    }

    private protected override void Start(int items, int additions)
    {
        var rounded = (items + BlockSize - 1) / BlockSize * BlockSize;
        if (_sums.Length < rounded) _sums = new float[rounded];
    }

    private protected override void End()
    {
        if (!_isZero) _sums.AsSpan().Clear();
        _isZero = true;
    }

    // The processor's own maximum: no sum is NaN, and caring for it takes several instructions more.
    private static bool Reaches(ref float block, float least)
    {
        var most = Vector256.MaxNative(Vector256.LoadUnsafe(ref block), Vector256.LoadUnsafe(ref block, (nuint)Vector256<float>.Count));
        for (var q = 2 * Vector256<float>.Count; q < BlockSize; q += 2 * Vector256<float>.Count)
            most = Vector256.MaxNative(most, Vector256.MaxNative(Vector256.LoadUnsafe(ref block, (nuint)q), Vector256.LoadUnsafe(ref block, (nuint)(q + Vector256<float>.Count))));
        return Vector256.GreaterThanOrEqualAny(most, Vector256.Create(least));
    }

    private static void Offer(ref BestItems best, ref float block, int item, ulong allowed)
    {
        for (; allowed != 0; allowed &= allowed - 1)
        {
            var at = BitOperations.TrailingZeroCount(allowed);
            var score = Unsafe.Add(ref block, at);
            if (score != 0) best.Offer(item + at, score);
        }
    }

    // By vectors: clearing so little by a call costs several times as much.
    private static void Clear(ref float block)
    {
        for (var q = 0; q < BlockSize; q += Vector256<float>.Count) Vector256<float>.Zero.StoreUnsafe(ref block, (nuint)q);
    }
}
