using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EcomFunctions.Http;

/// <summary>Lists beside those of a customer, on a function key.</summary>
public sealed class ListFunctions(HttpApi api)
{
    [Function("Trending")]
    public Task<IResult> Trending([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/trending")] HttpRequest request) =>
        api.RunAsync("Trending", request);

    [Function("New")]
    public Task<IResult> New([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/new")] HttpRequest request) => api.RunAsync("New", request);

    [Function("BoughtTogether")]
    public Task<IResult> BoughtTogether(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/items/{id}/bought-together")] HttpRequest request, string id) =>
        api.RunAsync("BoughtTogether", request, null, ("id", id));

    [Function("RecommendForSession")]
    public Task<IResult> RecommendForSession(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/sessions/recommendations")] HttpRequest request) =>
        api.RunAsync("RecommendForSession", request);

    [Function("RecommendForBasket")]
    public Task<IResult> RecommendForBasket(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/baskets/recommendations")] HttpRequest request) =>
        api.RunAsync("RecommendForBasket", request);

    [Function("RecommendBatch")]
    public Task<IResult> RecommendBatch(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/recommendations/batch")] HttpRequest request) =>
        api.RunAsync("RecommendBatch", request);
}
