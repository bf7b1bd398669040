using System.Buffers;
using Ecom.Serving.Catalogue;

namespace Ecom.Serving.Searching;

/// <summary>Counts matches by category, brand and price.</summary>
internal static class FacetCounter
{
    private const int MostValues = 20;
    private const int MostRanges = 5;

    /// <param name="catalogue">What is served.</param>
    /// <param name="matches">What the query found, whatever the filter.</param>
    /// <param name="filter">The request's.</param>
    /// <param name="allowed">The items under it.</param>
    public static SearchFacets Count(ServedCatalogue catalogue, ReadOnlySpan<int> matches, ItemFilter filter, ItemMask allowed)
    {
        // A dimension that is not filtered by is counted under the mask the request has anyway.
        using var category = filter.Category is null ? null : catalogue.Allowed(filter with { Category = null });
        using var brand = filter.Brand is null ? null : catalogue.Allowed(filter with { Brand = null });
        using var price = filter is { MinPrice: null, MaxPrice: null } ? null : catalogue.Allowed(filter with { MinPrice = null, MaxPrice = null });
        return new SearchFacets(
            Values(catalogue.CategoryFacet, matches, category ?? allowed), Values(catalogue.BrandFacet, matches, brand ?? allowed),
            Prices(catalogue, matches, price ?? allowed));
    }

    private static FacetValue[] Values(FacetColumn column, ReadOnlySpan<int> matches, ItemMask allowed)
    {
        var counts = ArrayPool<int>.Shared.Rent(column.Count + 1);
        try
        {
            Array.Clear(counts, 0, column.Count + 1);
            // The slot behind the last is for products without a value.
            foreach (var item in matches)
                if (allowed[item]) counts[column[item] < 0 ? column.Count : column[item]]++;
            return [.. Enumerable.Range(0, column.Count).Where(v => counts[v] > 0).OrderByDescending(v => counts[v]).ThenBy(column.Name, StringComparer.Ordinal)
                .Take(MostValues).Select(v => new FacetValue(column.Name(v), counts[v]))];
        }
        finally
        {
            ArrayPool<int>.Shared.Return(counts);
        }
    }

    private static PriceRange[] Prices(ServedCatalogue catalogue, ReadOnlySpan<int> matches, ItemMask allowed)
    {
        var rented = ArrayPool<float>.Shared.Rent(matches.Length);
        try
        {
            var count = 0;
            foreach (var item in matches)
                if (allowed[item] && !float.IsNaN(catalogue.Prices[item])) rented[count++] = catalogue.Prices[item];
            var prices = rented.AsSpan(0, count);
            prices.Sort();
            var ranges = new List<PriceRange>();
            for (var from = 0; from < count;)
            {
                // Equal prices stay in one range.
                var to = Math.Min(count, from + Math.Max(1, (count + MostRanges - 1) / MostRanges));
                while (to < count && prices[to] == prices[to - 1]) to++;
                ranges.Add(new PriceRange(Round(prices[from]), Round(prices[to - 1]), to - from));
                from = to;
            }
            return [.. ranges];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>The decimal the shop gave, which a 32-bit number holds only nearly.</summary>
    private static double Round(float price) => (double)(decimal)price;
}
