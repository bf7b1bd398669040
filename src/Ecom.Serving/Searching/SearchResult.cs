using Ecom.Search;
using Ecom.Serving.Recommending;

namespace Ecom.Serving.Searching;

/// <summary>A page of what a search found.</summary>
public sealed record SearchResult
{
    /// <summary>To be sent along with feedback that answers this list.</summary>
    public required string ListId { get; init; }

    /// <summary>The model and index that made it; empty before the first model.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The shop's rules that shaped it; 0 for none.</summary>
    public int RulesVersion { get; init; }

    /// <summary>The query as it was understood, where a word was taken for a misspelt one; null where nothing was changed.</summary>
    public string? Corrected { get; init; }

    /// <summary>How much of the query the products have. Where it is None the items are popular ones instead, and <see cref="Total"/> is 0.</summary>
    public required MatchKind Matched { get; init; }

    /// <summary>What put the items in the order of relevance.</summary>
    public required OrderedBy Ranker { get; init; }

    /// <summary>Products found under the filters, on all pages.</summary>
    public required int Total { get; init; }

    public required IReadOnlyList<ListedItem> Items { get; init; }

    public required SearchFacets Facets { get; init; }

    /// <summary>The categories the query is about, likeliest first.</summary>
    public required IReadOnlyList<PredictedCategory> Categories { get; init; }
}
