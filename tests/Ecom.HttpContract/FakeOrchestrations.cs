using System.Collections.Concurrent;
using System.Text.Json;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Runs;

namespace Ecom.HttpContract;

/// <summary>An engine that runs nothing and remembers what it was told.</summary>
public sealed class FakeOrchestrations : IOrchestrationClient
{
    private readonly ConcurrentDictionary<string, OrchestrationState> _instances = new(StringComparer.Ordinal);

    public ConcurrentQueue<(string Instance, string Event, object? Payload)> Events { get; } = new();

    /// <summary>Adds a refresh as if it had been started.</summary>
    public void AddRun(string shop, string runId, OrchestrationStatus status, string? error = null) => Add(new OrchestrationState
    {
        InstanceId = $"refresh-{shop}-{runId}",
        Name = OrchestrationNames.Refresh,
        Status = status,
        Created = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch.AddMinutes(1),
        Input = JsonSerializer.SerializeToElement(new RefreshInput(shop, runId, RunKind.Challenge, "because"), PipelineJson.Options),
        CustomStatus = JsonSerializer.SerializeToElement(new RunProgress("train", 1, 3), PipelineJson.Options),
        Error = error,
    });

    public Task<bool> StartAsync(string name, object? input, string instanceId, CancellationToken cancellation = default) =>
        Task.FromResult(_instances.TryAdd(instanceId, new OrchestrationState
        {
            InstanceId = instanceId, Name = name, Status = OrchestrationStatus.Running, Created = DateTimeOffset.UnixEpoch, Updated = DateTimeOffset.UnixEpoch,
        }));

    public Task RaiseEventAsync(string instanceId, string eventName, object? payload, CancellationToken cancellation = default)
    {
        Events.Enqueue((instanceId, eventName, payload));
        return Task.CompletedTask;
    }

    public Task<OrchestrationState?> GetAsync(string instanceId, CancellationToken cancellation = default) =>
        Task.FromResult(_instances.GetValueOrDefault(instanceId));

    public async IAsyncEnumerable<OrchestrationState> ListAsync(
        string prefix, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        foreach (var state in _instances.Values.Where(i => i.InstanceId.StartsWith(prefix, StringComparison.Ordinal)).OrderByDescending(i => i.InstanceId).Take(most))
            yield return state;
    }

    public Task TerminateAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<OrchestrationState> WaitForCompletionAsync(string instanceId, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation = default) => throw new NotSupportedException();

    private void Add(OrchestrationState state) => _instances[state.InstanceId] = state;
}
