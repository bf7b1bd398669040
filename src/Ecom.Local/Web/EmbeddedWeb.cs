using Ecom.Domain;
using Ecom.Serving;
using Ecom.Serving.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecom.Local.Web;

/// <summary>The embedded web host: loopback only, unless a key is configured.</summary>
public static class EmbeddedWeb
{
    public const string DefaultUrls = "http://127.0.0.1:7071";

    /// <summary>Adds serving and the addresses to listen on.</summary>
    /// <exception cref="InputException">The addresses cannot be used.</exception>
    public static WebApplicationBuilder AddEmbeddedWeb(this WebApplicationBuilder builder, string urls = DefaultUrls)
    {
        var bound = BoundAddress.Parse(urls);
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        builder.Services.AddSingleton(bound);
        builder.Services.AddEcomServing(builder.Configuration);
        return builder;
    }

    /// <summary>Maps everything the host answers.</summary>
    /// <exception cref="InputException">An address beyond loopback without a configured key.</exception>
    public static WebApplication UseEmbeddedWeb(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ServingOptions>>().Value;
        var bound = app.Services.GetRequiredService<IReadOnlyList<BoundAddress>>();
        if (options.Keys.Count == 0 && bound.FirstOrDefault(b => !b.IsLoopback) is { Host: not null } open)
            throw new InputException(
                $"Listening on {open.Host} would let anyone who reaches this machine start runs and change models: configure an API key ({ServingOptions.Section}:Keys) or listen on 127.0.0.1.");
        // Fails at the start, not at the first request.
        app.Services.GetRequiredService<ApiKeyChecker>();

        var guard = new HostGuard(bound, options.AllowedHosts);
        app.Use(next => context => guard.InvokeAsync(context, next));
        app.UseStatusCodePages(async pages =>
        {
            var status = pages.HttpContext.Response.StatusCode;
            await ApiProblems.WriteAsync(pages.HttpContext, status, status switch
            {
                StatusCodes.Status405MethodNotAllowed => "The operation does not take this method; /docs lists them.",
                StatusCodes.Status415UnsupportedMediaType => "The body must be application/json.",
                _ => "There is nothing here; /docs lists the API.",
            });
        });
        app.MapEcomApi();
        return app;
    }
}
