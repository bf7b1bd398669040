using Microsoft.AspNetCore.Builder;

namespace Ecom.Serving.Http;

/// <summary>One operation of the API, bound alike by every host.</summary>
/// <param name="Name">Unique; the OpenAPI operation id and the name under which a host without endpoint routing invokes it.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">Route pattern without leading slash, e.g. <c>api/popular</c>.</param>
/// <param name="Scope">What the caller's key must allow.</param>
/// <param name="Tag">Group in the documentation.</param>
/// <param name="Summary">One line of documentation.</param>
/// <param name="Handler">A minimal-API delegate: parameters from route, query, header, body and services.</param>
public sealed record ApiOperation(string Name, string Method, string Pattern, ApiScope Scope, string Tag, string Summary, Delegate Handler)
{
    /// <summary>What caches may do with answers; an operation that sets <c>Cache-Control</c> itself has the last word.</summary>
    public ApiCaching Caching { get; init; }

    /// <summary>Further documentation: examples, error answers.</summary>
    public Action<RouteHandlerBuilder>? Describe { get; init; }
}
