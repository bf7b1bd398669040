using System.Globalization;
using Ecom.Serving.Http;
using Ecom.Serving.Recommending;
using Ecom.Serving.Searching;
using Microsoft.AspNetCore.Http;

namespace Ecom.Serving.Pages;

/// <summary>Answers the try-it page with the same handlers as the API.</summary>
public sealed class TryHandler(RecommendHandler recommend, SearchHandler search, SimilarHandler similar, PopularHandler popular, PageRenderer pages)
{
    private const int Items = 12;

    public async Task<IResult> HandleAsync(TryQuery query, HttpContext context, CancellationToken cancellation)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(query.Text)) return await SearchAsync(query, context, cancellation);
            var (list, heading) = await ListAsync(query, cancellation);
            return await pages.RenderAsync<TryPage>(context, ("Query", query), ("List", list), ("Heading", heading));
        }
        catch (ApiException e)
        {
            return await pages.RenderAsync<TryPage>(context, ("Query", query), ("Problem", e.Message));
        }
    }

    private async Task<IResult> SearchAsync(TryQuery query, HttpContext context, CancellationToken cancellation)
    {
        var found = await search.HandleAsync(
            new SearchRequest { Q = query.Text, User = query.User, N = Items, Category = query.Category, MaxPrice = PriceLimit(query) }, cancellation);
        return await pages.RenderAsync<TryPage>(
            context, ("Query", query), ("Found", found), ("List", new ItemList(found.ListId, found.ModelVersion, found.Items)), ("Heading", $"Found for “{query.Text}”"));
    }

    private static double? PriceLimit(TryQuery query) => string.IsNullOrWhiteSpace(query.MaxPrice) ? null
        : double.TryParse(query.MaxPrice, CultureInfo.InvariantCulture, out var price) ? price
        : throw ApiException.BadRequest("Price", "must be a number.");

    private async Task<(ItemList List, string Heading)> ListAsync(TryQuery query, CancellationToken cancellation)
    {
        var limit = PriceLimit(query);
        if (!string.IsNullOrWhiteSpace(query.User))
            return (await recommend.HandleAsync(new RecommendRequest { Id = query.User, N = Items, Category = query.Category, MaxPrice = limit }, cancellation), $"For {query.User}");
        if (!string.IsNullOrWhiteSpace(query.Item))
            return (similar.Handle(new SimilarRequest { Id = query.Item, N = Items, Category = query.Category, MaxPrice = limit }), $"Similar to {query.Item}");
        return (popular.Handle(new PopularRequest { N = Items, Category = query.Category, MaxPrice = limit }), "Popular");
    }
}
