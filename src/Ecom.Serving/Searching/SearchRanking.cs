using System.Buffers;
using Ecom.Models.Scoring;
using Ecom.Search;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Recommending;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Searching;

/// <summary>
/// Orders what a query found. By relevance: BM25 over the fields or the learned ranker's order (<see cref="LearnedOrder"/>), raised by how likely the query is about the
/// product's category, by popularity, and for a customer by taste, among the best alone.
/// </summary>
internal static class SearchRanking
{
    /// <summary>The best that anything but the text may reorder: the same ones on every page, so that no product is on two pages or on none.</summary>
    public const int Window = 200;

    /// <summary>Best matches that vote on the query's category.</summary>
    private const int Voters = 50;

    /// <summary>Indices into the matches under the filters, best first.</summary>
    public static (int Item, float Score)[] Sorted(ServedModel model, ReadOnlySpan<int> items, ReadOnlySpan<float> scores, SearchSort sort, int most)
    {
        var rented = ArrayPool<float>.Shared.Rent(items.Length);
        try
        {
            var keys = rented.AsSpan(0, items.Length);
            for (var i = 0; i < keys.Length; i++)
            {
                var price = model.Catalogue.Prices[items[i]];
                keys[i] = sort switch
                {
                    SearchSort.PriceAscending => float.IsNaN(price) ? float.MinValue : -price,
                    SearchSort.PriceDescending => float.IsNaN(price) ? float.MinValue : price,
                    SearchSort.Popular => model.Popularity[items[i]],
                    _ => scores[i],
                };
            }
            var chosen = TopK.Select(keys, most);
            var best = chosen.Length == 0 ? 0 : chosen[0].Score;
            for (var c = 0; c < chosen.Length; c++)
            {
                var at = chosen[c].Item;
                // Text scores have no unit; the best match is 1.
                chosen[c] = (items[at], sort == SearchSort.Relevance && best > 0 ? chosen[c].Score / best : scores[at]);
            }
            return chosen;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>The categories the best matches are in, by their scores.</summary>
    public static IReadOnlyList<PredictedCategory> Categories(ServedCatalogue catalogue, ReadOnlySpan<(int Item, float Score)> best)
    {
        var votes = new Dictionary<int, double>();
        var total = 0d;
        foreach (var (item, score) in best[..Math.Min(best.Length, Voters)])
        {
            var category = catalogue.CategoryFacet[item];
            if (category < 0) continue;
            votes[category] = votes.GetValueOrDefault(category) + score;
            total += score;
        }
        return total <= 0 ? [] : [.. votes.OrderByDescending(v => v.Value).ThenBy(v => v.Key).Take(5)
            .Select(v => new PredictedCategory(catalogue.CategoryFacet.Name(v.Key), Math.Round(v.Value / total, 3)))];
    }

    /// <summary>Re-ranks the <see cref="Window"/> best matches by everything but the text.</summary>
    /// <param name="model">What is served.</param>
    /// <param name="best">The best by text; changed in place.</param>
    /// <param name="categories">What the query is about.</param>
    /// <param name="history">The customer's, or null.</param>
    /// <param name="weights">How much each thing counts.</param>
    /// <returns>By item, the place of the product in the customer's taste among these, 0 to 1; empty without a history.</returns>
    public static Dictionary<int, float> Rerank(
        ServedModel model, (int Item, float Score)[] best, IReadOnlyList<PredictedCategory> categories, UserHistory? history, SearchWeights weights)
    {
        var window = best[..Math.Min(best.Length, Window)];
        var taste = history is { } h ? Taste(model, window, h) : [];
        var shares = categories.ToDictionary(c => CategoryPath.Key(c.Category), c => (float)c.Share);
        var most = 0f;
        foreach (var (item, _) in window) most = MathF.Max(most, model.Popularity[item]);
        for (var i = 0; i < window.Length; i++)
        {
            var (item, score) = window[i];
            var share = model.Catalogue[item].Category is { } category ? shares.GetValueOrDefault(CategoryPath.Key(category)) : 0;
            var popularity = most > 0 ? MathF.Log(1 + MathF.Max(0, model.Popularity[item])) / MathF.Log(1 + most) : 0;
            window[i] = (item, (float)(score * (1 + (weights.Category * share) + (weights.Popularity * popularity) + (weights.Taste * taste.GetValueOrDefault(item)))));
        }
        // Stable: equals stay as they were ordered.
        window.OrderByDescending(b => b.Score).ToArray().CopyTo(best, 0);
        return taste;
    }

    private static Dictionary<int, float> Taste(ServedModel model, (int Item, float Score)[] best, in UserHistory history)
    {
        var rented = ArrayPool<float>.Shared.Rent(model.Catalogue.Count);
        try
        {
            var scores = rented.AsSpan(0, model.Catalogue.Count);
            Ranker.Score(model, history, scores);
            var places = new (int Item, float Score)[best.Length];
            for (var i = 0; i < best.Length; i++) places[i] = (best[i].Item, scores[best[i].Item]);
            // Only what the model has a reason for is moved up: a score of zero says nothing.
            var liked = places.Where(p => p.Score > 0).OrderBy(p => p.Score).ToArray();
            var taste = new Dictionary<int, float>();
            for (var p = 0; p < liked.Length; p++) taste[liked[p].Item] = (p + 1f) / liked.Length;
            return taste;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
