using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EcomFunctions.Http;

/// <summary>What browsers call. The platform asks for no key, because a page cannot keep one: the operations ask for the visitor's token.</summary>
public sealed class StorefrontFunctions(HttpApi api)
{
    [Function("IssueToken")]
    public Task<IResult> IssueToken([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/storefront/tokens")] HttpRequest request) =>
        api.RunAsync("IssueToken", request);

    [Function("StorefrontList")]
    public Task<IResult> StorefrontList([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/storefront/recommendations")] HttpRequest request) =>
        api.RunAsync("StorefrontList", request);

    [Function("StorefrontEvents")]
    public Task<IResult> StorefrontEvents([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/storefront/events")] HttpRequest request) =>
        api.RunAsync("StorefrontEvents", request);

    [Function("StorefrontMerge")]
    public Task<IResult> StorefrontMerge([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/storefront/merge")] HttpRequest request) =>
        api.RunAsync("StorefrontMerge", request);

    [Function("StorefrontPreflight")]
    public Task<IResult> StorefrontPreflight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "api/storefront/{operation}")] HttpRequest request, string operation) =>
        api.RunAsync("StorefrontPreflight", request, null, ("operation", operation));
}
