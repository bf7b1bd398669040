using System.Globalization;
using Ecom.Domain;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Content;

/// <summary>Terms × items with TF-IDF weights, each item's vector of length 1. Terms in more than a tenth of a large catalogue are left out.</summary>
internal static class ContentTerms
{
    private const int PriceBands = 10;

    public static Interactions Of(ItemCatalogue catalogue, float attributeWeight)
    {
        var n = catalogue.ItemIds.Count;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var bags = new Dictionary<int, float>[n];
        var edges = PriceEdges(catalogue);
        for (var i = 0; i < n; i++)
        {
            bags[i] = [];
            foreach (var word in Words(catalogue.Titles[i])) Add(bags[i], "t:" + word, 1);
            if (attributeWeight <= 0) continue;
            if (catalogue.Categories[i] is { Length: > 0 } category)
            {
                // A path such as «home.kitchen.kettle» says something at every level.
                var parts = category.Split(['.', '/', '>', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                for (var level = 1; level <= parts.Length; level++) Add(bags[i], "c:" + string.Join('.', parts[..level]), attributeWeight);
            }
            if (catalogue.Brands[i] is { Length: > 0 } brand) Add(bags[i], "b:" + brand, attributeWeight);
            if (catalogue.Prices[i] is { } price) Add(bags[i], "p:" + edges.Count(e => e < price).ToString(CultureInfo.InvariantCulture), attributeWeight / 2);
        }
        return Weighted(bags, numbers.Count, n);

        void Add(Dictionary<int, float> bag, string term, float weight)
        {
            if (!numbers.TryGetValue(term, out var number)) numbers.Add(term, number = numbers.Count);
            bag[number] = bag.GetValueOrDefault(number) + weight;
        }
    }

    private static Interactions Weighted(Dictionary<int, float>[] bags, int terms, int items)
    {
        var document = new int[terms];
        foreach (var bag in bags)
            foreach (var term in bag.Keys) document[term]++;
        var most = Math.Max(50, items / 10);
        List<int> rows = [], columns = [];
        List<float> weights = [];
        for (var i = 0; i < items; i++)
        {
            var kept = bags[i].Where(t => document[t.Key] > 1 && document[t.Key] <= most)
                .Select(t => (t.Key, Weight: t.Value * MathF.Log((items + 1f) / document[t.Key]))).OrderBy(t => t.Key).ToArray();
            var length = MathF.Sqrt(kept.Sum(t => t.Weight * t.Weight));
            foreach (var (term, weight) in kept)
            {
                rows.Add(term);
                columns.Add(i);
                weights.Add(weight / length);
            }
        }
        return Interactions.FromEntries(terms, items, rows.ToArray(), columns.ToArray(), weights.ToArray(), new long[rows.Count]);
    }

    private static double[] PriceEdges(ItemCatalogue catalogue)
    {
        var prices = catalogue.Prices.Where(p => p is not null).Select(p => p!.Value).Order().ToArray();
        return prices.Length == 0 ? [] : [.. Enumerable.Range(1, PriceBands - 1).Select(b => prices[b * prices.Length / PriceBands]).Distinct()];
    }

    private static IEnumerable<string> Words(string? title)
    {
        if (title is null) yield break;
        var start = -1;
        for (var at = 0; at <= title.Length; at++)
        {
            if (at < title.Length && char.IsLetterOrDigit(title[at]))
            {
                if (start < 0) start = at;
                continue;
            }
            if (start >= 0 && at - start > 1) yield return title[start..at].ToLowerInvariant();
            start = -1;
        }
    }
}
