using System.IO.Hashing;
using System.Runtime.InteropServices;
using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Catalogue;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>
/// What this instance has heard about products since it started, fading by half a day's length, so that a trend shows before the next model. A visitor counts once
/// per kind of event, product and day, as far as the last half a million of them are known: nobody makes a trend alone. Bounded: the least active products are forgotten.
/// </summary>
public sealed class LiveActivity(IOptions<ServingOptions> options, TimeProvider time)
{
    private const double HalfLifeSeconds = 86_400;
    private const int MostProducts = 10_000;
    private const int KnownPairs = 1 << 19;

    private readonly Dictionary<string, (double Weight, long Time)> _products = new(StringComparer.Ordinal);
    private readonly RecentHashes _pairs = new(KnownPairs);
    private readonly Lock _lock = new();

    public void Add(IReadOnlyList<ShopEvent> events)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        lock (_lock)
        {
            foreach (var e in events)
            {
                if (e.ItemId is not { } item || UserKeys.Of(e) is not { } visitor) continue;
                var weight = options.Value.Weights.Of(e.Kind, e.Value);
                if (weight <= 0 || !_pairs.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes($"{now / 86_400}\n{visitor}\n{e.Kind}\n{item}".AsSpan())))) continue;
                _products[item] = (Faded(_products.GetValueOrDefault(item), now) + weight, now);
            }
            if (_products.Count <= MostProducts) return;
            foreach (var (item, _) in _products.OrderBy(p => Faded(p.Value, now)).Take(_products.Count / 2).ToArray()) _products.Remove(item);
        }
    }

    /// <summary>Adds each product's weight as of now to its score.</summary>
    public void AddTo(ServedCatalogue catalogue, Span<float> scores)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        lock (_lock)
        {
            foreach (var (itemId, entry) in _products)
                if (catalogue.TryGetIndex(itemId, out var item)) scores[item] += (float)Faded(entry, now);
        }
    }

    private static double Faded((double Weight, long Time) entry, long now) => entry.Weight * Math.Pow(2, -Math.Max(0, now - entry.Time) / HalfLifeSeconds);
}
