using Ecom.Serving.Http;
using Ecom.Serving.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecom.Serving.Pages;

/// <summary>The pages for people, bound like the operations of the API.</summary>
public static class PageCatalogue
{
    public static IReadOnlyList<ApiOperation> Operations { get; } =
    [
        Page("DashboardPage", "GET", "", ApiScope.Read, async Task<IResult> (HttpContext context, DashboardHandler handler, PageRenderer pages, CancellationToken cancellation) =>
            await pages.RenderAsync<DashboardPage>(context, ("Data", await handler.ReadAsync(cancellation)))),
        Page("DashboardAction", "POST", "", ApiScope.Control, async Task<IResult> (HttpContext context, DashboardHandler handler, CancellationToken cancellation) =>
        {
            if (!context.Request.HasFormContentType) throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "The body must be a form.");
            var form = await context.Request.ReadFormAsync(cancellation);
            await handler.ActAsync(form["action"].ToString(), form["target"].ToString(), cancellation);
            // See other: going back or reloading must not do it again.
            context.Response.Headers.Location = "/";
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }),
        Page("RunPage", "GET", "runs/{id}", ApiScope.Read, async Task<IResult> (string id, HttpContext context, RunsHandler handler, PageRenderer pages, CancellationToken cancellation) =>
            await pages.RenderAsync<RunPage>(context, ("Run", await handler.GetAsync(id, cancellation)))),
        Page("TryPage", "GET", "try", ApiScope.Read, Task<IResult> ([AsParameters] TryQuery query, HttpContext context, TryHandler handler, CancellationToken cancellation) =>
            handler.HandleAsync(query, context, cancellation)),
        Page("ApiPage", "GET", "docs", ApiScope.None, Task<IResult> (HttpContext context, PageRenderer pages) => pages.RenderAsync<ApiPage>(context)),
        Page("OpenApi", "GET", "openapi.json", ApiScope.None, IResult () => Results.Text(EmbeddedFiles.Read("openapi.json"), "application/json")) with { Caching = ApiCaching.Revalidated },
        Page("Asset", "GET", "assets/{name}", ApiScope.None, IResult (string name, HttpContext context) =>
        {
            if (!EmbeddedFiles.Exists("assets/" + name)) throw ApiException.NotFound("There is no such file.");
            context.Response.Headers.CacheControl = "public, max-age=300";
            return Results.Text(EmbeddedFiles.Read("assets/" + name), name.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript");
        }) with { Caching = ApiCaching.Revalidated },
    ];

    private static ApiOperation Page(string name, string method, string pattern, ApiScope scope, Delegate handler) =>
        new(name, method, pattern, scope, "Pages", name, handler) { Describe = b => b.ExcludeFromDescription() };
}
