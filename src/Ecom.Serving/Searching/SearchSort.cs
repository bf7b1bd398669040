using System.Text.Json.Serialization;

namespace Ecom.Serving.Searching;

/// <summary>The order of a result.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchSort>))]
public enum SearchSort
{
    /// <summary>What fits the query, and the customer, best.</summary>
    Relevance,

    /// <summary>Cheapest first; products without a price last.</summary>
    PriceAscending,

    /// <summary>Dearest first; products without a price last.</summary>
    PriceDescending,

    /// <summary>What sells first.</summary>
    Popular,
}
