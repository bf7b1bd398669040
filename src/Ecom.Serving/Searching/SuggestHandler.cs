using Ecom.Search;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Searching;

/// <summary>Suggestions while a customer types.</summary>
public sealed class SuggestHandler(SnapshotHolder holder, IOptions<ServingOptions> options)
{
    private const int Default = 5;
    private const int Most = 20;

    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public Suggestions Handle(SuggestRequest request)
    {
        if (request.N is < 1 or > Most) throw ApiException.BadRequest("n", $"must be from 1 to {Most}.");
        var n = request.N ?? Default;
        var text = SearchHandler.CheckQuery(request.Q);
        using var lease = holder.Acquire();
        var model = lease.Model;
        using var allowed = model.Catalogue.Allowed(default);

        var head = text[..(text.LastIndexOf(' ') + 1)];
        var queries = model.Search.Complete(text, 2 * n).Select(word => head + word).Where(query => Finds(model, query, allowed)).Take(n).ToArray();
        // With nothing to complete, the text itself may still find something: a corrected word.
        using var matches = model.Search.Find(queries is [var first, ..] ? first : text, model.Synonyms);
        if (queries.Length == 0 && matches is { Corrected: { } corrected, Count: > 0 }) queries = [corrected];
        var items = new List<int>();
        var scores = new List<float>();
        for (var m = 0; m < matches.Count; m++)
        {
            if (!allowed[matches.Items[m]]) continue;
            items.Add(matches.Items[m]);
            scores.Add(matches.Scores[m]);
        }
        var best = SearchRanking.Sorted(
            model, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(scores),
            SearchSort.Relevance, SearchRanking.Window);
        var categories = SearchRanking.Categories(model.Catalogue, best);
        SearchRanking.Rerank(model, best, categories, null, options.Value.Search);
        return new Suggestions(
            queries, categories,
            [.. best.Take(n).Select(b => new SuggestedProduct(model.Catalogue[b.Item].ItemId, model.Catalogue[b.Item].Title))]);
    }

    private static bool Finds(ServedModel model, string query, ItemMask allowed)
    {
        using var matches = model.Search.Find(query, model.Synonyms);
        if (matches.Kind != MatchKind.All) return false;
        foreach (var item in matches.Items)
            if (allowed[item]) return true;
        return false;
    }
}
