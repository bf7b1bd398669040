using System.ComponentModel;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ecom.Serving.Recommending;

/// <summary>What every list can be asked for.</summary>
public abstract class ListRequest
{
    [FromQuery(Name = "n"), Description("Items wanted; 10 by default, 100 at most.")]
    public int? N { get; init; }

    [FromQuery(Name = "category"), Description("Only this category and those below it; case is ignored.")]
    public string? Category { get; init; }

    [FromQuery(Name = "brand"), Description("Only this brand; case is ignored.")]
    public string? Brand { get; init; }

    [FromQuery(Name = "minPrice"), Description("Only products with a known price from this, in the shop's currency.")]
    public double? MinPrice { get; init; }

    [FromQuery(Name = "maxPrice"), Description("Only products with a known price up to this, in the shop's currency.")]
    public double? MaxPrice { get; init; }

    [FromQuery(Name = "inStock"), Description("true: only products in stock. A product whose stock is not known counts as in stock.")]
    public bool? InStock { get; init; }

    internal ItemFilter Filter => new(
        string.IsNullOrWhiteSpace(Category) ? null : Category, string.IsNullOrWhiteSpace(Brand) ? null : Brand, MinPrice, MaxPrice, InStock ?? false);

    /// <summary>The checked number of items.</summary>
    /// <exception cref="ApiException">A parameter is out of range.</exception>
    internal int Validate(ServingOptions options)
    {
        if (MinPrice is { } least && !(least >= 0 && double.IsFinite(least))) throw ApiException.BadRequest("minPrice", "must be a number of at least 0.");
        if (MaxPrice is { } limit && !(limit >= 0 && double.IsFinite(limit))) throw ApiException.BadRequest("maxPrice", "must be a number of at least 0.");
        if (N is { } n && (n < 1 || n > options.MaximumItems)) throw ApiException.BadRequest("n", $"must be from 1 to {options.MaximumItems}.");
        return N ?? options.DefaultItems;
    }
}
