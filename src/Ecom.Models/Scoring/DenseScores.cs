using System.Numerics;
using System.Runtime.Intrinsics;

namespace Ecom.Models.Scoring;

/// <summary>Sums by item, for histories that reach a good part of the catalogue.</summary>
internal sealed class DenseScores : SparseScores
{
    /// <summary>
    /// Items are kept track of by the block, one word of a bit mask each: adding is then free of branches that no processor predicts, and a block is compared with the least
    /// score that counts in a few vectors.
    /// </summary>
    private const int BlockSize = 1 << BlockBits;

    private const int BlockBits = 6;

    private float[] _sums = [];
    private byte[] _touched = [];

    public override float this[int item] => _sums[item];

    public override void Add(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, float amount)
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

    public override void OfferTo(ref BestItems best, ReadOnlySpan<ulong> allowed)
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

    private protected override void Start(int items, int additions)
    {
        if (_sums.Length >= items) return;
        _touched = new byte[(items + BlockSize - 1) / BlockSize];
        _sums = new float[_touched.Length * BlockSize];
    }

    private protected override void End()
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
