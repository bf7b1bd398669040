using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Ecom.Domain;

namespace Ecom.Pipeline.Feedback;

/// <summary>
/// User state read through a cache of bounded size. What this instance writes, its next read sees; what another instance writes is seen when an entry has
/// reached its maximum age. Where no other instance writes, a write is added to the entry instead of reading that anew, and who is known to have no events takes eight bytes.
/// </summary>
/// <param name="inner">The store; disposed along with this.</param>
/// <param name="capacity">Events and users kept at most, counted together, some 200 bytes each; and about as many users without events.</param>
/// <param name="maximumAge">How long an entry serves; null for ever, where no other instance writes to the store.</param>
/// <param name="time">The clock of the age.</param>
public sealed class CachedUserState(IUserState inner, int capacity, TimeSpan? maximumAge, TimeProvider time) : IUserState, IDisposable
{
    private const int Stripes = 1024;

    /// <summary>Two generations: what is used moves into the young one, what is left in the old one is dropped with it.</summary>
    private readonly Lock _changing = new();
    private readonly int[] _writes = new int[Stripes];
    private readonly RecentHashes? _without = maximumAge is null ? new RecentHashes(capacity) : null;
    private readonly long _seed = Random.Shared.NextInt64();
    private ConcurrentDictionary<string, Cached> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, Cached> _old = new(StringComparer.Ordinal);
    private int _youngSize;

    public async Task<UserStateEntry> GetAsync(string userKey, CancellationToken cancellation = default)
    {
        if (Find(userKey) is { } found) return found;
        var writes = Volatile.Read(ref _writes[Stripe(userKey)]);
        var read = time.GetTimestamp();
        var entry = await inner.GetAsync(userKey, cancellation);
        Keep(userKey, new Cached(entry, read), writes);
        return entry;
    }

    public async Task ApplyAsync(IReadOnlyList<ShopEvent> events, CancellationToken cancellation = default)
    {
        var users = events.GroupBy(e => UserKeys.Of(e) ?? "", StringComparer.Ordinal).Where(user => user.Key.Length > 0).ToArray();
        var before = Array.ConvertAll(users, user => Write(user.Key));
        var isApplied = false;
        try
        {
            await inner.ApplyAsync(events, cancellation);
            isApplied = true;
        }
        finally
        {
            for (var u = 0; u < users.Length; u++)
            {
                // Even after a failure: some of it may have been written.
                var (writes, _) = Write(users[u].Key);
                // Another write in between may be missing in what was known.
                if (isApplied && before[u].Known is { } known && writes == before[u].Writes + 1)
                    Keep(users[u].Key, new Cached(known.With(users[u].Select(RecentEvent.Of)), 0), writes);
            }
        }
    }

    public Task<FeedbackPosition> GetCheckpointAsync(CancellationToken cancellation = default) => inner.GetCheckpointAsync(cancellation);

    public Task SetCheckpointAsync(FeedbackPosition position, CancellationToken cancellation = default) => inner.SetCheckpointAsync(position, cancellation);

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private static int Stripe(string key) => (key.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % Stripes;

    private ulong Hash(string key) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan()), _seed);

    private UserStateEntry? Find(string key)
    {
        if (_young.TryGetValue(key, out var found)) return IsTooOld(found) ? null : found.Entry;
        if (!_old.TryGetValue(key, out found)) return IsWithout(key) ? UserStateEntry.Empty : null;
        if (IsTooOld(found)) return null;
        lock (_changing)
        {
            // Not if it was forgotten just now.
            if (_old.TryGetValue(key, out var still) && still == found) Put(key, found);
        }
        return found.Entry;
    }

    private bool IsTooOld(Cached cached) => maximumAge is { } age && time.GetElapsedTime(cached.Read) > age;

    private bool IsWithout(string key) => _without?.Contains(Hash(key)) == true;

    /// <summary>Keeps what was read or made after so many writes, unless there was another since, which may not be in it.</summary>
    private void Keep(string key, Cached cached, int writes)
    {
        lock (_changing)
        {
            if (_writes[Stripe(key)] != writes) return;
            if (cached.Entry.Events.Count == 0 && _without is not null) _without.Add(Hash(key));
            else Put(key, cached);
        }
    }

    private void Put(string key, Cached cached)
    {
        var size = SizeOf(cached);
        if (size > capacity / 2) return;
        if (_young.TryGetValue(key, out var before)) _youngSize -= SizeOf(before);
        _young[key] = cached;
        _youngSize += size;
        if (_youngSize <= capacity / 2) return;
        (_old, _young, _youngSize) = (_young, new ConcurrentDictionary<string, Cached>(StringComparer.Ordinal), 0);
    }

    /// <summary>Forgets what is known of a user who is written to.</summary>
    /// <returns>The number of writes with this one, and what was known, where that is all there is in the store.</returns>
    private (int Writes, UserStateEntry? Known) Write(string key)
    {
        lock (_changing)
        {
            UserStateEntry? known = null;
            if (_old.TryRemove(key, out var old)) known = old.Entry;
            if (_young.TryRemove(key, out var young))
            {
                known = young.Entry;
                _youngSize -= SizeOf(young);
            }
            if (_without is null) known = null;
            else if (known is null && IsWithout(key)) known = UserStateEntry.Empty;
            _without?.Remove(Hash(key));
            return (++_writes[Stripe(key)], known);
        }
    }

    private static int SizeOf(Cached cached) => 1 + cached.Entry.Events.Count;

    /// <param name="Entry">As stored.</param>
    /// <param name="Read">Timestamp from before the read.</param>
    private sealed record Cached(UserStateEntry Entry, long Read);
}
