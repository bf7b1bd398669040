using System.ComponentModel;
using Ecom.Serving.Recommending;
using Microsoft.AspNetCore.Mvc;

namespace Ecom.Serving.Searching;

/// <summary>A search.</summary>
public sealed class SearchRequest : ListRequest
{
    [FromQuery(Name = "q"), Description("What the customer wrote: words in any language, a product's id, an unfinished or misspelt word.")]
    public string? Q { get; init; }

    [FromQuery(Name = "offset"), Description("Items to pass over, for the next page; 10,000 at most.")]
    public int? Offset { get; init; }

    [FromQuery(Name = "sort"), Description("Relevance (default), PriceAscending, PriceDescending or Popular.")]
    public SearchSort? Sort { get; init; }

    [FromQuery(Name = "user"), Description("The customer, whose taste then has a say in the order.")]
    public string? User { get; init; }

    [FromQuery(Name = "session"), Description("A session whose events count too.")]
    public string? Session { get; init; }

    [FromQuery(Name = "personal"), Description("false: the order is the same for everybody.")]
    public bool? Personal { get; init; }
}
