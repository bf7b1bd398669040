using System.Runtime.CompilerServices;
using System.Text.Json;
using Ecom.Pipeline.Orchestration;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EcomFunctions.Durable;

/// <summary>The pipeline's client on Durable's.</summary>
public sealed class DurableOrchestrationClient(CurrentDurableClient current) : IOrchestrationClient
{
    private DurableTaskClient Client => current.Client;

    public async Task<bool> StartAsync(string name, object? input, string instanceId, CancellationToken cancellation = default)
    {
        Messages.Write(input, $"input of orchestration '{name}'");
        if (await Client.GetInstanceAsync(instanceId, cancellation) is not null) return false;
        // Between the question above and the start another may come: with every status named, the service refuses whoever is second.
        var options = new StartOrchestrationOptions(instanceId).WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]);
        try
        {
            await Client.ScheduleNewOrchestrationInstanceAsync(name, input, options, cancellation);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The exception's type differs between versions and backends; what counts is whether the instance is there now.
            if (await Client.GetInstanceAsync(instanceId, cancellation) is null) throw;
            return false;
        }
    }

    public Task RaiseEventAsync(string instanceId, string eventName, object? payload, CancellationToken cancellation = default)
    {
        Messages.Write(payload, $"event '{eventName}'");
        return Client.RaiseEventAsync(instanceId, eventName, payload, cancellation);
    }

    public Task TerminateAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        Client.TerminateInstanceAsync(instanceId, reason, cancellation);

    public async Task<OrchestrationState?> GetAsync(string instanceId, CancellationToken cancellation = default) =>
        await Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellation) is { } found ? Describe(found) : null;

    public async IAsyncEnumerable<OrchestrationState> ListAsync(
        string prefix, int most, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var query = new OrchestrationQuery { InstanceIdPrefix = prefix, FetchInputsAndOutputs = true };
        var found = new List<OrchestrationState>();
        // Durable lists in no order of time.
        await foreach (var instance in Client.GetAllInstancesAsync(query).WithCancellation(cancellation)) found.Add(Describe(instance));
        foreach (var state in found.OrderByDescending(s => s.Created).Take(most)) yield return state;
    }

    public async Task<OrchestrationState> WaitForCompletionAsync(string instanceId, CancellationToken cancellation = default) =>
        Describe(await Client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, cancellation));

    public async Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation = default)
    {
        if (await Client.GetInstanceAsync(instanceId, cancellation) is not { IsCompleted: true }) return false;
        return (await Client.PurgeInstanceAsync(instanceId, cancellation)).PurgedInstanceCount > 0;
    }

    private static OrchestrationState Describe(OrchestrationMetadata found) => new()
    {
        InstanceId = found.InstanceId,
        Name = found.Name,
        Status = found.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Pending => OrchestrationStatus.Pending,
            OrchestrationRuntimeStatus.Completed => OrchestrationStatus.Completed,
            OrchestrationRuntimeStatus.Failed => OrchestrationStatus.Failed,
            OrchestrationRuntimeStatus.Terminated => OrchestrationStatus.Terminated,
            _ => OrchestrationStatus.Running,
        },
        Created = found.CreatedAt,
        Updated = found.LastUpdatedAt,
        Input = Element(found.SerializedInput),
        Output = found.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? Element(found.SerializedOutput) : null,
        CustomStatus = Element(found.SerializedCustomStatus),
        Error = found.FailureDetails is { } failure ? $"{failure.ErrorType}: {failure.ErrorMessage}"
            : found.RuntimeStatus == OrchestrationRuntimeStatus.Terminated ? Element(found.SerializedOutput)?.ToString() : null,
    };

    private static JsonElement? Element(string? json) => json is { Length: > 0 } ? JsonElement.Parse(json) : null;
}
