using System.Collections.Concurrent;
using Ecom.Domain;

namespace Ecom.Pipeline.Feedback;

/// <summary>
/// User state read through a cache of bounded size. What this instance writes, its next read sees; what another instance writes is seen when an entry has
/// reached its maximum age.
/// </summary>
/// <param name="inner">The store; disposed along with this.</param>
/// <param name="capacity">Events and users kept at most, counted together: some 200 bytes each.</param>
/// <param name="maximumAge">How long an entry serves; null for ever, where no other instance writes to the store.</param>
/// <param name="time">The clock of the age.</param>
public sealed class CachedUserState(IUserState inner, int capacity, TimeSpan? maximumAge, TimeProvider time) : IUserState, IDisposable
{
    private const int Stripes = 1024;

    /// <summary>Two generations: what is used moves into the young one, what is left in the old one is dropped with it.</summary>
    private readonly Lock _turning = new();
    private readonly int[] _writes = new int[Stripes];
    private ConcurrentDictionary<string, Cached> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, Cached> _old = new(StringComparer.Ordinal);
    private int _youngSize;

    public async Task<UserStateEntry> GetAsync(string userKey, CancellationToken cancellation = default)
    {
        if (Find(userKey) is { } found) return found.Entry;
        var before = Volatile.Read(ref _writes[Stripe(userKey)]);
        var read = time.GetTimestamp();
        var entry = await inner.GetAsync(userKey, cancellation);
        // A write in between may not be in what was read.
        var cached = new Cached(entry, read);
        if (Volatile.Read(ref _writes[Stripe(userKey)]) == before)
        {
            Keep(userKey, cached);
            if (Volatile.Read(ref _writes[Stripe(userKey)]) != before) Forget(userKey);
        }
        return entry;
    }

    public async Task ApplyAsync(IReadOnlyList<ShopEvent> events, CancellationToken cancellation = default)
    {
        var keys = events.Select(UserKeys.Of).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        Announce(keys);
        try
        {
            await inner.ApplyAsync(events, cancellation);
        }
        finally
        {
            // Even after a failure: some of it may have been written.
            Announce(keys);
        }
    }

    public Task<FeedbackPosition> GetCheckpointAsync(CancellationToken cancellation = default) => inner.GetCheckpointAsync(cancellation);

    public Task SetCheckpointAsync(FeedbackPosition position, CancellationToken cancellation = default) => inner.SetCheckpointAsync(position, cancellation);

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private static int Stripe(string key) => (key.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % Stripes;

    private Cached? Find(string key)
    {
        var old = false;
        if (!_young.TryGetValue(key, out var found))
        {
            if (!_old.TryGetValue(key, out found)) return null;
            old = true;
        }
        if (maximumAge is { } age && time.GetElapsedTime(found.Read) > age) return null;
        if (old)
        {
            var before = Volatile.Read(ref _writes[Stripe(key)]);
            Keep(key, found);
            // Moved while somebody wrote: what was moved may be what was to be forgotten.
            if (!_old.TryGetValue(key, out var still) || still != found || Volatile.Read(ref _writes[Stripe(key)]) != before) Forget(key);
        }
        return found;
    }

    private void Keep(string key, Cached cached)
    {
        if (1 + cached.Entry.Events.Count > capacity / 2) return;
        _young[key] = cached;
        if (Interlocked.Add(ref _youngSize, 1 + cached.Entry.Events.Count) <= capacity / 2) return;
        lock (_turning)
        {
            if (_youngSize <= capacity / 2) return;
            _old = _young;
            _young = new ConcurrentDictionary<string, Cached>(StringComparer.Ordinal);
            _youngSize = 0;
        }
    }

    private void Announce(string[] keys)
    {
        foreach (var key in keys)
        {
            Interlocked.Increment(ref _writes[Stripe(key)]);
            Forget(key);
        }
    }

    private void Forget(string key)
    {
        _young.TryRemove(key, out _);
        _old.TryRemove(key, out _);
    }

    /// <param name="Entry">As stored.</param>
    /// <param name="Read">Timestamp from before the read.</param>
    private sealed record Cached(UserStateEntry Entry, long Read);
}
