using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Ecom.Models.Scoring;

/// <summary>
/// Scores of the few items a history reaches, over scratch space that goes from caller to caller: what a request costs grows with what it
/// touches, not with the catalogue. Not thread-safe. Disposing it clears what was touched and gives it back.
/// </summary>
public sealed class SparseScores : IDisposable
{
    /// <summary>
    /// Items are kept track of by the block, one word of a bit mask each: adding is then free of branches that no processor predicts, and a block is compared with the least
    /// score that counts in a few vectors.
    /// </summary>
    private const int BlockSize = 1 << BlockBits;

    private const int BlockBits = 6;

    private const int MostIdle = 64;

    // Last in, first out: what was used last is still in the processor's cache, whichever thread used it.
    private static readonly ConcurrentStack<SparseScores> _idle = [];

    private readonly float[] _sums;
    private readonly byte[] _touched;

    private SparseScores(int items)
    {
        _touched = new byte[(items + BlockSize - 1) / BlockSize];
        _sums = new float[_touched.Length * BlockSize];
    }

    /// <summary>The item's sum; 0 where nothing was added to it.</summary>
    public float this[int item] => _sums[item];

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
        var (sums, touched) = (_sums, _touched);
        values = values[..columns.Length];
        for (var q = 0; q < columns.Length; q++)
        {
            var column = columns[q];
            sums[column] += amount * values[q];
            touched[column >> BlockBits] = 1;
        }
    }

    /// <summary>Offers the allowed items whose sum is not zero, ascending.</summary>
    /// <param name="best">Takes them.</param>
    /// <param name="allowed">One bit an item; as many items as were asked for.</param>
    public void OfferTo(ref BestItems best, ReadOnlySpan<ulong> allowed)
    {
        var touched = _touched.AsSpan(0, Math.Min(_touched.Length, allowed.Length));
        for (var block = 0; block < touched.Length; block++)
        {
            if (touched[block] == 0 || allowed[block] == 0) continue;
            var sums = _sums.AsSpan(block * BlockSize, BlockSize);
            var candidates = allowed[block] & AtLeast(sums, best.Least);
            for (; candidates != 0; candidates &= candidates - 1)
            {
                var at = BitOperations.TrailingZeroCount(candidates);
                best.Offer((block * BlockSize) + at, sums[at]);
            }
        }
    }

    public void Dispose()
    {
        // By runs of touched blocks: a long history reaches nearly all of them.
        for (int block = 0, length; block < _touched.Length; block += length + 1)
        {
            var rest = _touched.AsSpan(block);
            length = rest.IndexOf((byte)0);
            if (length < 0) length = rest.Length;
            _sums.AsSpan(block * BlockSize, length * BlockSize).Clear();
        }
        _touched.AsSpan().Clear();
        if (_idle.Count < MostIdle) _idle.Push(this);
    }

    /// <returns>One bit a score: whether it is not zero and at least the least.</returns>
    private static ulong AtLeast(ReadOnlySpan<float> block, float least)
    {
        var bits = 0ul;
        for (var q = 0; q < BlockSize; q += Vector256<float>.Count)
        {
            var scores = Vector256.Create(block[q..]);
            var kept = Vector256.AndNot(Vector256.GreaterThanOrEqual(scores, Vector256.Create(least)), Vector256.Equals(scores, Vector256<float>.Zero));
            bits |= (ulong)kept.ExtractMostSignificantBits() << q;
        }
        return bits;
    }
}
