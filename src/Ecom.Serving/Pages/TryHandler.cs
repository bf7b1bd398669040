using System.Globalization;
using Ecom.Serving.Http;
using Ecom.Serving.Recommending;
using Microsoft.AspNetCore.Http;

namespace Ecom.Serving.Pages;

/// <summary>Answers the try-it page with the same handlers as the API.</summary>
public sealed class TryHandler(RecommendHandler recommend, SimilarHandler similar, PopularHandler popular, PageRenderer pages)
{
    private const int Items = 12;

    public async Task<IResult> HandleAsync(TryQuery query, HttpContext context, CancellationToken cancellation)
    {
        try
        {
            var (list, heading) = await ListAsync(query, cancellation);
            return await pages.RenderAsync<TryPage>(context, ("Query", query), ("List", list), ("Heading", heading));
        }
        catch (ApiException e)
        {
            return await pages.RenderAsync<TryPage>(context, ("Query", query), ("Problem", e.Message));
        }
    }

    private async Task<(ItemList List, string Heading)> ListAsync(TryQuery query, CancellationToken cancellation)
    {
        double? limit = string.IsNullOrWhiteSpace(query.MaxPrice) ? null
            : double.TryParse(query.MaxPrice, CultureInfo.InvariantCulture, out var price) ? price
            : throw ApiException.BadRequest("Price", "must be a number.");
        if (!string.IsNullOrWhiteSpace(query.User))
            return (await recommend.HandleAsync(new RecommendRequest { Id = query.User, N = Items, Category = query.Category, MaxPrice = limit }, cancellation), $"For {query.User}");
        if (!string.IsNullOrWhiteSpace(query.Item))
            return (similar.Handle(new SimilarRequest { Id = query.Item, N = Items, Category = query.Category, MaxPrice = limit }), $"Similar to {query.Item}");
        return (popular.Handle(new PopularRequest { N = Items, Category = query.Category, MaxPrice = limit }), "Popular");
    }
}
