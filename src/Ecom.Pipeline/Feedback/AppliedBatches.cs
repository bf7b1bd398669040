using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Ecom.Pipeline.Feedback;

/// <summary>The batches this instance has applied to user state lately, so that the repair from the log leaves them alone. Bounded: one that is forgotten is applied again, which changes nothing.</summary>
public sealed class AppliedBatches
{
    private const int Known = 1 << 16;

    private readonly RecentHashes _hashes = new(Known);
    private readonly Lock _lock = new();

    public void Add(FeedbackBatch batch)
    {
        lock (_lock) _hashes.Add(Hash(batch));
    }

    public bool Contains(FeedbackBatch batch)
    {
        lock (_lock) return _hashes.Contains(Hash(batch));
    }

    // With the time: a caller may give one key to two batches, of which two instances take one each.
    private static ulong Hash(FeedbackBatch batch) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(string.Create(CultureInfo.InvariantCulture, $"{batch.Received.UtcTicks}\n{batch.BatchId}").AsSpan()));
}
