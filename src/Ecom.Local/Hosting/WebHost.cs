using Ecom.Local.Web;
using Ecom.Pipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecom.Local.Hosting;

/// <summary>The embedded host with everything on: API, engine, triggers, monitor.</summary>
internal static class WebHost
{
    public static WebApplication Create(EmbeddedOptions options, string urls)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEcomConfiguration(options);
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddEcomEmbedded(builder.Configuration, options);
        builder.Services.AddEcomTriggers(options);
        builder.AddEmbeddedWeb(urls);
        return builder.Build().UseEmbeddedWeb();
    }

    public static async Task RunAsync(EmbeddedOptions options, string urls, CancellationToken cancellation)
    {
        await using var app = Create(options, urls);
        app.Services.GetRequiredService<WorkFolders>().RemoveLeftovers();
        await app.StartAsync(cancellation);
        Console.WriteLine($"Serving on {urls}: the API page is {urls.Split(';')[0]}/docs. Ctrl+C stops.");
        await app.WaitForShutdownAsync(cancellation);
    }
}
