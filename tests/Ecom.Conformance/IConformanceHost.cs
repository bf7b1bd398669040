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

    /// <summary>Rows of an instance's stored history, or null where the engine does not tell.</summary>
    Task<int?> HistoryCountAsync(string instanceId);
}
