using Ecom.Serving.Storefront;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Http;

/// <summary>
/// What surrounds every operation, whatever host runs it: key and scope, cross-site check, body size, time limit, problem details. It wraps the operation itself,
/// because ASP.NET middleware does not apply on the Functions host.
/// </summary>
public static class ApiShell
{
    public static RequestDelegate Around(RequestDelegate operation, ApiScope scope, ApiCaching caching = ApiCaching.None) => async context =>
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<IOptions<ServingOptions>>().Value;
        var aborted = context.RequestAborted;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        limit.CancelAfter(options.RequestTimeout);
        context.RequestAborted = limit.Token;
        try
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = caching == ApiCaching.None ? "private, no-store" : "private, no-cache";
            if (scope == ApiScope.Visitor) StorefrontCors.Allow(context, options);
            CheckOrigin(context.Request, options);
            services.GetRequiredService<ApiKeyChecker>().Check(context.Request, scope);
            LimitBody(context, options.MaximumBodyBytes);
            await (caching == ApiCaching.None ? operation(context) : EntityTags.RevalidateAsync(context, operation));
        }
        catch (Exception e)
        {
            context.RequestAborted = aborted;
            context.Response.Headers.CacheControl = "no-store";
            // Lets a browser ask its user for the key; programs ignore it. A shop's customer has none to give.
            if (e is ApiException { Status: 401 }) context.Response.Headers.WWWAuthenticate = scope == ApiScope.Visitor ? "Bearer" : "Basic realm=\"EcomFunctions\", charset=\"UTF-8\"";
            var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiShell));
            await ApiProblems.WriteAsync(context, e, limit.IsCancellationRequested && !aborted.IsCancellationRequested, logger);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    };

    /// <summary>A page of another site must not make a browser on this machine change anything.</summary>
    private static void CheckOrigin(HttpRequest request, ServingOptions options)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return;
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin) return;
        var same = Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
        if (!same && !options.AllowedOrigins.Contains(origin)) throw new ApiException(403, "Requests from pages of this origin are not allowed.");
    }

    private static void LimitBody(HttpContext context, long bytes)
    {
        if (context.Request.ContentLength > bytes) throw new ApiException(413, $"The body is larger than the {bytes} bytes allowed.");
        // A body without a length has to be counted: by the server, or here where the server cannot.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = bytes;
        else context.Request.Body = new LimitedStream(context.Request.Body, bytes);
    }
}
