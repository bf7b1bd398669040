using System.IO.Hashing;
using System.Runtime.InteropServices;
using Ecom.Domain;

namespace Ecom.Pipeline.Feedback;

/// <summary>
/// Counts the distinct events of a log from a place on, reading only what is new at each call. Its memory is fixed, 8 MB: an event that comes again after a million
/// others counts again.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="from">Where to begin.</param>
/// <param name="onNew">Told of every distinct event once.</param>
public sealed class FeedbackCounter(IFeedbackLog log, FeedbackPosition from, Action<ShopEvent>? onNew = null)
{
    private const int KnownIds = 1 << 20;

    private readonly RecentHashes _ids = new(KnownIds);

    /// <summary>How far the log has been read.</summary>
    public FeedbackPosition Position { get; private set; } = from;

    public long Count { get; private set; }

    /// <summary>Reads on to the end of the log. Not for concurrent callers.</summary>
    /// <returns>Distinct events so far.</returns>
    public async Task<long> UpdateAsync(CancellationToken cancellation = default)
    {
        await foreach (var (next, batch) in log.ReadAsync(Position, cancellation))
        {
            foreach (var e in batch.Events)
            {
                if (!_ids.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(e.EventId.AsSpan())))) continue;
                Count++;
                onNew?.Invoke(e);
            }
            Position = next;
        }
        return Count;
    }
}
