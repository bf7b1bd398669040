using Ecom.Domain;

namespace Ecom.Serving.Catalogue;

/// <summary>
/// Finds, for products that came after the model, the model's items most like them: same category, similar title, same brand, near price. Through
/// them a new product takes part in lists before any retraining.
/// </summary>
internal static class ContentNeighbours
{
    private const int Most = 8;
    private const int CandidateLimit = 2000;
    private const float LeastSimilarity = 0.15f;

    private static readonly char[] _wordBreaks = [.. " \t\n\r,.;:!?()[]{}\"'/\\|-_+*&#"];

    public static (int Item, float Weight)[][] Find(ServedCatalogue catalogue, ServedCatalogue? previous)
    {
        var found = new (int, float)[catalogue.Count - catalogue.ModelItemCount][];
        var words = new Dictionary<int, HashSet<string>>();
        for (var k = 0; k < found.Length; k++)
        {
            var item = catalogue.ModelItemCount + k;
            found[k] = Known(catalogue, item, previous) ?? Find(catalogue, item, words);
        }
        return found;
    }

    private static (int, float)[]? Known(ServedCatalogue catalogue, int item, ServedCatalogue? previous)
    {
        if (previous is null || previous.ModelItemCount != catalogue.ModelItemCount) return null;
        if (!previous.TryGetIndex(catalogue[item].ItemId, out var before) || before < previous.ModelItemCount) return null;
        // Only stock and price move all day, and neither says what a product is like.
        var (a, b) = (previous[before], catalogue[item]);
        return a with { Stock = null, Price = null, Deleted = false } == b with { Stock = null, Price = null, Deleted = false }
            ? previous.NeighboursOfNew(before).ToArray()
            : null;
    }

    private static (int, float)[] Find(ServedCatalogue catalogue, int item, Dictionary<int, HashSet<string>> words)
    {
        var product = catalogue[item];
        var mine = Words(product);
        var scored = new List<(int Item, float Similarity)>();
        foreach (var other in Candidates(catalogue, product))
        {
            if (!words.TryGetValue(other, out var theirs)) words[other] = theirs = Words(catalogue[other]);
            var similarity = Similarity(product, mine, catalogue[other], theirs);
            if (similarity >= LeastSimilarity) scored.Add((other, similarity));
        }
        scored.Sort((a, b) => a.Similarity != b.Similarity ? b.Similarity.CompareTo(a.Similarity) : a.Item.CompareTo(b.Item));
        var best = scored.Take(Most).ToArray();
        var total = best.Sum(s => s.Similarity);
        return [.. best.Select(s => (s.Item, s.Similarity / total))];
    }

    private static int[] Candidates(ServedCatalogue catalogue, Product product)
    {
        // The most special category that has anything the model knows; the brand where there is no category.
        var keys = product.Category is { } c ? CategoryPath.SelfAndAbove(c) : [];
        foreach (var key in keys)
        {
            var known = Known(catalogue, catalogue.InCategory(key));
            if (known.Length > 0) return known;
        }
        return product.Brand is { Length: > 0 } brand ? Known(catalogue, catalogue.OfBrand(brand)) : [];
    }

    private static int[] Known(ServedCatalogue catalogue, ReadOnlySpan<int> ascending)
    {
        var end = ascending.BinarySearch(catalogue.ModelItemCount);
        var known = ascending[..(end < 0 ? ~end : end)];
        return known[..Math.Min(known.Length, CandidateLimit)].ToArray();
    }

    private static float Similarity(Product a, HashSet<string> aWords, Product b, HashSet<string> bWords)
    {
        var similarity = 0f;
        if (aWords.Count > 0 && bWords.Count > 0)
        {
            var shared = aWords.Count(bWords.Contains);
            similarity += 0.5f * shared / (aWords.Count + bWords.Count - shared);
        }
        if (a.Category is not null && string.Equals(a.Category, b.Category, StringComparison.OrdinalIgnoreCase)) similarity += 0.2f;
        if (a.Brand is not null && string.Equals(a.Brand, b.Brand, StringComparison.OrdinalIgnoreCase)) similarity += 0.2f;
        if (a.Price is > 0 && b.Price is > 0) similarity += 0.1f * (float)(Math.Min(a.Price.Value, b.Price.Value) / Math.Max(a.Price.Value, b.Price.Value));
        return similarity;
    }

    private static HashSet<string> Words(Product product) =>
        product.Title is { } title
            ? [.. title.ToLowerInvariant().Split(_wordBreaks, StringSplitOptions.RemoveEmptyEntries)]
            : [];
}
