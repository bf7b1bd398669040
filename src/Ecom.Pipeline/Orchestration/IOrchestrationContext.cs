using Microsoft.Extensions.Logging;

namespace Ecom.Pipeline.Orchestration;

/// <summary>
/// What an orchestration may do: the names and semantics of Durable's <c>TaskOrchestrationContext</c>. Code that runs on it must be
/// deterministic: no clock, random, I/O or thread of its own, no <c>ConfigureAwait(false)</c>.
/// </summary>
public interface IOrchestrationContext
{
    string InstanceId { get; }

    /// <summary>The instance that started this one as a sub-orchestration, or null.</summary>
    string? ParentInstanceId { get; }

    /// <summary>The version the instance was started with; a deployment keeps the code of versions still running.</summary>
    string Version { get; }

    /// <summary>The time of the event being processed: the same on every replay.</summary>
    DateTime CurrentUtcDateTime { get; }

    bool IsReplaying { get; }

    /// <exception cref="StepFailedException">The activity failed and its retries are used up.</exception>
    Task<TResult> CallActivityAsync<TResult>(string name, object? input = null, CallOptions? options = null);

    /// <exception cref="StepFailedException">The sub-orchestration failed and its retries are used up.</exception>
    Task<TResult> CallSubOrchestrationAsync<TResult>(string name, object? input = null, CallOptions? options = null);

    /// <summary>Completes at a time on the deterministic clock.</summary>
    Task CreateTimerAsync(DateTime fireAt, CancellationToken cancellation);

    /// <summary>Completes with the payload of the next event of that name. Events wait in order of arrival; names ignore case.</summary>
    Task<T> WaitForExternalEventAsync<T>(string name, CancellationToken cancellation = default);

    /// <summary>Sends an event to another instance; lost, not an error, where that instance is not there.</summary>
    void SendEvent(string instanceId, string name, object? payload);

    /// <summary>Replaces the status shown outside; small.</summary>
    void SetCustomStatus(object? status);

    /// <summary>Ends this execution and starts the instance anew with another input once the orchestration returns.</summary>
    void ContinueAsNew(object? input, bool preserveUnprocessedEvents = true);

    /// <summary>A new id, the same on every replay.</summary>
    Guid NewGuid();

    /// <summary>A logger that is silent during replay.</summary>
    ILogger CreateReplaySafeLogger(string category);
}
