using Ecom.Domain;
using Ecom.Local.Reporting;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecom.Local.Hosting;

/// <summary>The embedded host without a web server: what <c>run</c> works on.</summary>
internal sealed class EmbeddedHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly EmbeddedOptions _options;

    private EmbeddedHost(IHost host, EmbeddedOptions options) => (_host, _options) = (host, options);

    /// <param name="options">What to start with.</param>
    /// <param name="cancellation">Stops the start.</param>
    /// <param name="customise">Replaces services after everything is registered; for tests of whole runs.</param>
    public static async Task<EmbeddedHost> StartAsync(
        EmbeddedOptions options, CancellationToken cancellation, Action<IServiceCollection>? customise = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddEcomConfiguration(options);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddEcomEmbedded(builder.Configuration, options);
        customise?.Invoke(builder.Services);
        var host = builder.Build();
        host.Services.GetRequiredService<WorkFolders>().RemoveLeftovers();
        await host.StartAsync(cancellation);
        return new EmbeddedHost(host, options);
    }

    public Task<RunOutcome> RunAsync(DumpFiles files, RunProgressView progress, CancellationToken cancellation) =>
        new RunExecution(
            _host.Services.GetRequiredService<IngestService>(),
            _host.Services.GetRequiredService<RunService>(),
            _host.Services.GetRequiredService<PipelineStores>(),
            _host.Services.GetRequiredService<ShopId>(),
            _options,
            progress,
            _host.Services.GetRequiredService<TimeProvider>()).RunAsync(files, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else _host.Dispose();
    }
}
