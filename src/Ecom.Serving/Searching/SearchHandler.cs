using System.Buffers;
using Ecom.Models.Scoring;
using Ecom.Search;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Http;
using Ecom.Serving.Recommending;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Searching;

/// <summary>Searches the catalogue as it is served, new products included.</summary>
public sealed class SearchHandler(SnapshotHolder holder, VisitorEvents visitors, ListIds ids, TimeProvider time, IOptions<ServingOptions> options)
{
    private const int LongestQuery = 500;
    private const int LargestOffset = 10_000;

    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public async Task<SearchResult> HandleAsync(SearchRequest request, CancellationToken cancellation)
    {
        var n = request.Validate(options.Value);
        var text = CheckQuery(request.Q);
        var offset = request.Offset ?? 0;
        if (offset is < 0 or > LargestOffset) throw ApiException.BadRequest("offset", $"must be from 0 to {LargestOffset}.");
        var personal = request.Personal ?? true;
        var recent = personal ? await visitors.ReadAsync(request.User, request.Session, cancellation) : [];

        using var lease = holder.Acquire();
        var model = lease.Model;
        UserHistory? history = personal && HistoryBuilder.Build(model, request.User, recent, options.Value.Weights) is { IsCold: false } user ? user.History : null;
        using var matches = model.Search.Find(text, model.Synonyms);
        using var allowed = model.Catalogue.Allowed(request.Filter);
        if (matches.Count == 0) return Nothing(model, request, allowed, n, matches);

        var (items, scores) = (ArrayPool<int>.Shared.Rent(matches.Count), ArrayPool<float>.Shared.Rent(matches.Count));
        try
        {
            var total = Keep(matches, allowed, items, scores);
            var relevance = (request.Sort ?? SearchSort.Relevance) == SearchSort.Relevance;
            var best = SearchRanking.Sorted(
                model, items.AsSpan(0, total), scores.AsSpan(0, total), request.Sort ?? SearchSort.Relevance, offset + (relevance ? Math.Max(n, SearchRanking.Window) : n));
            var ranker = relevance ? LearnedOrder.Apply(model, matches.Corrected ?? text, best) : OrderedBy.None;
            var categories = relevance ? SearchRanking.Categories(model.Catalogue, best) : [];
            var taste = relevance ? SearchRanking.Rerank(model, best, categories, history, options.Value.Search) : [];
            var id = ids.Next();
            var placed = relevance
                ? RuleApplier.Apply(model, best, allowed, offset + n, new RuleContext(text, request.Filter.Category, time.GetUtcNow(), id))
                : [.. best.Select(b => new PlacedItem(b.Item, b.Score, RuleEffect.None))];
            return new SearchResult
            {
                ListId = id,
                ModelVersion = model.Version,
                RulesVersion = model.Rules.Rules.Version,
                Corrected = matches.Corrected,
                Matched = matches.Kind,
                Ranker = ranker,
                Total = total,
                Items = new ListBuilder(model, offset + 1).Found(placed.AsSpan(Math.Min(offset, placed.Length)..Math.Min(offset + n, placed.Length)), matches.Corrected ?? text, taste, history).Items,
                Facets = FacetCounter.Count(model.Catalogue, matches.Items, request.Filter, allowed),
                Categories = categories,
            };
        }
        finally
        {
            ArrayPool<int>.Shared.Return(items);
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    internal static string CheckQuery(string? text) =>
        string.IsNullOrWhiteSpace(text) ? throw ApiException.BadRequest("q", "is required.")
        : text.Length > LongestQuery ? throw ApiException.BadRequest("q", $"is longer than {LongestQuery} characters.")
        : text.Trim();

    private static int Keep(SearchMatches matches, ItemMask allowed, int[] items, float[] scores)
    {
        var kept = 0;
        for (var m = 0; m < matches.Count; m++)
        {
            if (!allowed[matches.Items[m]]) continue;
            items[kept] = matches.Items[m];
            scores[kept++] = matches.Scores[m];
        }
        return kept;
    }

    /// <summary>An empty page sells nothing: what is popular, and said to be that.</summary>
    private SearchResult Nothing(ServedModel model, SearchRequest request, ItemMask allowed, int n, SearchMatches matches) => new()
    {
        ListId = ids.Next(),
        ModelVersion = model.Version,
        Corrected = matches.Corrected,
        Matched = MatchKind.None,
        Ranker = OrderedBy.None,
        Total = 0,
        Items = new ListBuilder(model).Popular([.. Ranker.ByPopularity(model, allowed, n).Select(p => new PlacedItem(p.Item, p.Score, RuleEffect.None))], request.Filter.Category).Items,
        Facets = SearchFacets.None,
        Categories = [],
    };
}
