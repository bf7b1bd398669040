using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>An engine under test.</summary>
public interface IConformanceHost : IAsyncDisposable
{
    IOrchestrationClient Client { get; }

    /// <summary>Starts the engine with a catalogue; on what an earlier start left, if there was one.</summary>
    Task StartAsync(OrchestrationCatalogue catalogue);

    /// <summary>Stops the engine: what is only in memory is lost.</summary>
    Task StopAsync();

    /// <summary>False for a test host that waits for ever for work a stopped engine took with it, as no real service does.</summary>
    bool RedeliversAbandonedWork => true;

    /// <summary>False for a test host that drops the events which an orchestration continued as new was to keep.</summary>
    bool KeepsEvents => true;

    /// <summary>Rows of an instance's stored history, or null where the engine does not tell.</summary>
    Task<int?> HistoryCountAsync(string instanceId);
}
