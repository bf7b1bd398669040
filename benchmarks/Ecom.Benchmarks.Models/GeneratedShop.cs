using Ecom.Domain;

namespace Ecom.Benchmarks.Models;

/// <summary>
/// Interactions made up to a size: the popularity of items follows Zipf's law (exponent 1), the length of histories a lognormal (σ = 1) cut at
/// <see cref="LongestHistory"/>. There is nothing to learn from them: they are for time and memory, not for quality.
/// </summary>
internal static class GeneratedShop
{
    public const int LongestHistory = 1000;

    /// <summary>Users = pairs / 30 and items = 20,000·√(pairs / 1 M): catalogues grow slower than custom.</summary>
    public static Interactions Growing(int pairs, int seed) => Make(Math.Max(1, pairs / 30), (int)(20_000 * Math.Sqrt(pairs / 1e6)), pairs, seed);

    /// <param name="users">Rows.</param>
    /// <param name="items">Columns.</param>
    /// <param name="pairs">Distinct pairs in all.</param>
    /// <param name="seed">Repeats the shop.</param>
    public static Interactions Make(int users, int items, int pairs, int seed)
    {
        var random = new Random(seed);
        var lengths = Lengths(users, pairs, Math.Min(LongestHistory, items / 2), random);
        var cumulative = new double[items];
        var sum = 0.0;
        for (var i = 0; i < items; i++) cumulative[i] = sum += 1.0 / (i + 1);
        // Numbers must not follow popularity: neighbours in memory would be neighbours in rank.
        var numbers = Enumerable.Range(0, items).ToArray();
        random.Shuffle(numbers);
        var (rows, columns, times, weights) = (new int[pairs], new int[pairs], new long[pairs], new float[pairs]);
        var seen = new HashSet<int>();
        var at = 0;
        for (var u = 0; u < users; u++)
        {
            seen.Clear();
            while (seen.Count < lengths[u])
            {
                var rank = Array.BinarySearch(cumulative, random.NextDouble() * sum);
                var item = numbers[Math.Min(items - 1, rank < 0 ? ~rank : rank)];
                if (!seen.Add(item)) continue;
                (rows[at], columns[at], times[at], weights[at]) = (u, item, at, 1);
                at++;
            }
        }
        return Interactions.FromEntries(users, items, rows, columns, weights, times);
    }

    /// <summary>At least one each, together exactly so many.</summary>
    private static int[] Lengths(int users, int pairs, int longest, Random random)
    {
        if ((long)users * longest < pairs || pairs < users) throw new ArgumentException($"{pairs} pairs do not fit {users} users of 1 to {longest} items.");
        var raw = new double[users];
        for (var u = 0; u < users; u++) raw[u] = Math.Exp(MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1));
        var scale = pairs / raw.Sum();
        var lengths = raw.Select(r => (int)Math.Clamp(Math.Round(r * scale), 1, longest)).ToArray();
        for (var missing = pairs - lengths.Sum(); missing != 0;)
        {
            var u = random.Next(users);
            var step = Math.Sign(missing);
            if (lengths[u] + step < 1 || lengths[u] + step > longest) continue;
            lengths[u] += step;
            missing -= step;
        }
        return lengths;
    }
}
