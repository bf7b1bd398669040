using Ecom.Serving.Feedback;
using Ecom.Serving.Http;
using Ecom.Serving.Recommending;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecom.Serving.Storefront;

/// <summary>The operations of the storefront.</summary>
internal static class StorefrontCatalogue
{
    public static IReadOnlyList<ApiOperation> Operations { get; } =
    [
        new("IssueToken", "POST", "api/storefront/tokens", ApiScope.Write, "Storefront", "A signed, expiring token for a customer's browser",
            IssuedToken (TokenRequest request, StorefrontHandler handler) => handler.Issue(request)),
        new("StorefrontList", "GET", "api/storefront/recommendations", ApiScope.Visitor, "Storefront", "Recommendations for the visitor of this browser",
            Task<ItemList> ([AsParameters] StorefrontListRequest request, HttpRequest http, StorefrontHandler handler, CancellationToken cancellation) =>
                handler.RecommendAsync(request, http, cancellation)),
        new("StorefrontEvents", "POST", "api/storefront/events", ApiScope.Visitor, "Storefront", "What the visitor of this browser did; durable when answered",
            async Task<Accepted<FeedbackReceipt>> (HttpRequest http, StorefrontHandler handler, CancellationToken cancellation) =>
                TypedResults.Accepted((string?)null, await handler.SendAsync(http, cancellation)))
        { Describe = b => b.Accepts<StorefrontEvents>("application/json", "text/plain").ProducesProblem(StatusCodes.Status429TooManyRequests) },
        new("StorefrontMerge", "POST", "api/storefront/merge", ApiScope.Visitor, "Storefront", "A visitor has logged in: the session's events become the customer's",
            Task<MergeReceipt> (HttpRequest http, StorefrontHandler handler, CancellationToken cancellation) => handler.MergeAsync(http, cancellation))
        { Describe = b => b.Accepts<MergeRequest>("application/json", "text/plain").ProducesProblem(StatusCodes.Status429TooManyRequests) },
        new("StorefrontPreflight", "OPTIONS", "api/storefront/{operation}", ApiScope.Visitor, "Pages", "StorefrontPreflight",
            IResult (string operation, HttpContext context) => StorefrontCors.Preflight(context))
        { Describe = b => b.ExcludeFromDescription() },
    ];
}
