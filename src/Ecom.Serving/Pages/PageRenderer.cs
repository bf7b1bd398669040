using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecom.Serving.Pages;

/// <summary>Renders a component to a page; needs nothing of the host but services.</summary>
public sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>Only what this host serves itself, and pictures of the shop: pages work offline and run no foreign script.</summary>
    private const string ContentSecurity =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src https: http: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async Task<IResult> RenderAsync<TPage>(HttpContext context, params (string Name, object? Value)[] parameters) where TPage : IComponent
    {
        context.Response.Headers.ContentSecurityPolicy = ContentSecurity;
        // Not no-referrer: under it a browser sends 'Origin: null' with a form, which the cross-site check has to refuse.
        context.Response.Headers["Referrer-Policy"] = "same-origin";
        context.Response.Headers.CacheControl = "no-store";
        await using var renderer = new HtmlRenderer(services, loggers);
        var view = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value));
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(view)).ToHtmlString());
        return Results.Content(html, "text/html; charset=utf-8");
    }
}
