namespace Ecom.Pipeline.Orchestration;

/// <summary>Starts, signals, cancels and queries orchestrations: the part of Durable's client that both hosts share.</summary>
public interface IOrchestrationClient
{
    /// <summary>Starts an instance. With an id that exists, nothing is started and false is returned, finished or not.</summary>
    Task<bool> StartAsync(string name, object? input, string instanceId, CancellationToken cancellation = default);

    /// <summary>Delivers an event; waits at the instance until it is asked for. Lost where there is no such instance.</summary>
    Task RaiseEventAsync(string instanceId, string eventName, object? payload, CancellationToken cancellation = default);

    /// <summary>
    /// Asks an instance to stop: it ends as terminated at its next turn. Whether its children end too differs between engines, so code that needs
    /// it tells them by an event.
    /// </summary>
    Task TerminateAsync(string instanceId, string? reason = null, CancellationToken cancellation = default);

    Task<OrchestrationState?> GetAsync(string instanceId, CancellationToken cancellation = default);

    /// <summary>Instances whose id starts with a prefix, newest first.</summary>
    IAsyncEnumerable<OrchestrationState> ListAsync(string prefix, int most, CancellationToken cancellation = default);

    /// <summary>Completes when the instance has ended.</summary>
    Task<OrchestrationState> WaitForCompletionAsync(string instanceId, CancellationToken cancellation = default);

    /// <summary>Removes an ended instance's history; false where it is not there or has not ended.</summary>
    Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation = default);
}
