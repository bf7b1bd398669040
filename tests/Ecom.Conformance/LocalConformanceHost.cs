using Ecom.Local.Engine;
using Ecom.Pipeline.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecom.Conformance;

/// <summary>The local engine on a journal in a folder of its own: under test itself, and what other engines are compared with.</summary>
public sealed class LocalConformanceHost : IConformanceHost
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-engine-").FullName;
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private LocalEngine? _engine;

    public IOrchestrationClient Client => _engine ?? throw new InvalidOperationException("not started");

    public async Task StartAsync(OrchestrationCatalogue catalogue)
    {
        var options = new LocalEngineOptions { JournalPath = Path.Combine(_folder, "journal.db"), MaximumParallelActivities = 8 };
        _engine = new LocalEngine(
            options, catalogue, _services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System, NullLoggerFactory.Instance);
        await _engine.StartAsync(CancellationToken.None);
    }

    public async Task StopAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
        _engine = null;
    }

    public Task<int?> HistoryCountAsync(string instanceId) => Task.FromResult<int?>(_engine!.HistoryCount(instanceId));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
