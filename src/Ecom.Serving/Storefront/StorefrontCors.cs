using Ecom.Serving.Http;
using Microsoft.AspNetCore.Http;

namespace Ecom.Serving.Storefront;

/// <summary>Lets pages of the configured origins (<see cref="ServingOptions.AllowedOrigins"/>) read what storefront operations answer.</summary>
internal static class StorefrontCors
{
    /// <summary>Answers to a page of an allowed origin say so; others say nothing, and its browser keeps them from the page.</summary>
    public static void Allow(HttpContext context, ServingOptions options)
    {
        context.Response.Headers.Append("Vary", "Origin");
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || !options.AllowedOrigins.Contains(origin)) return;
        context.Response.Headers.AccessControlAllowOrigin = origin;
        context.Response.Headers.AccessControlExposeHeaders = "Retry-After";
    }

    /// <summary>The answer to a browser that asks first.</summary>
    public static IResult Preflight(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowMethods = "GET, POST";
        context.Response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type";
        context.Response.Headers.AccessControlMaxAge = "600";
        return Results.NoContent();
    }
}
