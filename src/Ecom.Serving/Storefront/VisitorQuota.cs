using System.IO.Hashing;
using System.Runtime.InteropServices;
using Ecom.Serving.Http;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Storefront;

/// <summary>
/// Counts what browsers report, by customer or session, in the running minute and hour, and says when one has said enough: a script in one browser cannot flood the log. Counts are
/// of this instance and bounded in number; what is over is refused before anything is stored.
/// </summary>
public sealed class VisitorQuota(IOptions<ServingOptions> options, TimeProvider time)
{
    /// <summary>Visitors counted at a time, some 30 bytes each; beyond that, counting starts anew.</summary>
    private const int MostVisitors = 500_000;

    private readonly Window _minute = new(TimeSpan.FromMinutes(1));
    private readonly Window _hour = new(TimeSpan.FromHours(1));
    private readonly Lock _lock = new();

    /// <summary>Counts a batch, or nothing of it.</summary>
    /// <param name="visitors">The visitor of each event.</param>
    /// <exception cref="ApiException">429: a visitor is over; says when to come again.</exception>
    public void Take(IEnumerable<string> visitors)
    {
        var wanted = visitors.GroupBy(v => v, StringComparer.Ordinal)
            .Select(g => (Key: XxHash128.HashToUInt128(MemoryMarshal.AsBytes(g.Key.AsSpan())), Count: g.Count())).ToArray();
        var limits = options.Value.Storefront;
        var now = time.GetUtcNow();
        lock (_lock)
        {
            foreach (var (window, limit) in new[] { (_minute, limits.EventsPerMinute), (_hour, limits.EventsPerHour) })
            {
                var left = window.Advance(now);
                if (limit > 0 && wanted.Any(w => window.Count(w.Key) + w.Count > limit))
                    throw new ApiException(429, $"More events of one visitor than the {limit} allowed in {window.Name}; nothing was stored.") { RetryAfter = left };
            }
            foreach (var (key, count) in wanted)
            {
                _minute.Add(key, count);
                _hour.Add(key, count);
            }
        }
    }

    private sealed class Window(TimeSpan length)
    {
        private readonly Dictionary<UInt128, int> _counts = [];
        private long _number;

        public string Name => length == TimeSpan.FromHours(1) ? "an hour" : "a minute";

        /// <returns>How long the running window still lasts.</returns>
        public TimeSpan Advance(DateTimeOffset now)
        {
            var number = now.UtcTicks / length.Ticks;
            if (number != _number || _counts.Count >= MostVisitors) _counts.Clear();
            _number = number;
            return TimeSpan.FromTicks(((number + 1) * length.Ticks) - now.UtcTicks);
        }

        public int Count(UInt128 key) => _counts.GetValueOrDefault(key);

        public void Add(UInt128 key, int count) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _) += count;
    }
}
