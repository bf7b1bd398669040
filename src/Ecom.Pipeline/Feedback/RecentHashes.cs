using System.Numerics;

namespace Ecom.Pipeline.Feedback;

/// <summary>
/// A set of what was added lately, by its 64-bit hash, in memory of a fixed size that a collector has nothing to look for in: in each bucket of eight the newest displaces the
/// oldest, so roughly the last <see cref="Capacity"/> are known. One writer at a time; readers may run beside it.
/// </summary>
public sealed class RecentHashes
{
    /// <summary>One cache line.</summary>
    private const int BucketSize = 8;

    private readonly ulong[] _hashes;
    private readonly int _shift;

    /// <param name="capacity">Hashes known at most, 8 bytes each; rounded up to a power of two.</param>
    public RecentHashes(int capacity)
    {
        var buckets = Math.Max(2, (int)BitOperations.RoundUpToPowerOf2((uint)(capacity + BucketSize - 1) / BucketSize));
        _shift = 64 - BitOperations.Log2((uint)buckets);
        _hashes = new ulong[buckets * BucketSize];
    }

    public int Capacity => _hashes.Length;

    public bool Contains(ulong hash) => Bucket(hash).Contains(Stored(hash));

    /// <returns>False: it was there.</returns>
    public bool Add(ulong hash)
    {
        var bucket = Bucket(hash);
        var stored = Stored(hash);
        if (bucket.Contains(stored)) return false;
        bucket[..^1].CopyTo(bucket[1..]);
        bucket[0] = stored;
        return true;
    }

    public void Remove(ulong hash) => Bucket(hash).Replace(Stored(hash), 0ul);

    /// <summary>By the upper bits; all of them are compared.</summary>
    private Span<ulong> Bucket(ulong hash) => _hashes.AsSpan((int)(hash >> _shift) * BucketSize, BucketSize);

    // Zero is a place not taken.
    private static ulong Stored(ulong hash) => hash == 0 ? 1 : hash;
}
