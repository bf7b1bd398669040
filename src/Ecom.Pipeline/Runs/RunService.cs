using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Runs;

/// <summary>Starts, lists and cancels refreshes, whatever engine runs them.</summary>
public sealed class RunService(IOrchestrationClient client, PipelineStores stores, ShopId shop, TimeProvider time)
{
    private readonly ShopPaths _paths = new(shop);

    /// <summary>A new id that sorts by time.</summary>
    public static string NewRunId(TimeProvider time) =>
        $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";

    /// <summary>Asks for a refresh. The monitor starts it at once, or after the run under way; requests that wait become one run.</summary>
    /// <returns>The id under which the run will appear; a request that joins a waiting one gets that one's id once it starts.</returns>
    /// <param name="reason">Kept with the run.</param>
    /// <param name="kind">A plain refresh of the champion's recipe, or a challenge.</param>
    /// <param name="runId">The caller's own id, where asking again after a crash must not make a second run.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<string> StartAsync(
        string reason, RunKind kind = RunKind.Challenge, string? runId = null, CancellationToken cancellation = default)
    {
        var id = runId ?? NewRunId(time);
        await EnsureMonitorAsync(cancellation);
        await client.RaiseEventAsync(
            InstanceIds.Monitor(shop), MonitorEvents.RefreshRequested, new RefreshRequest(id, kind, reason), cancellation);
        return id;
    }

    /// <summary>Starts the shop's monitor unless it runs already.</summary>
    public Task EnsureMonitorAsync(CancellationToken cancellation = default) =>
        client.StartAsync(OrchestrationNames.Monitor, new MonitorState { Shop = shop.Value }, InstanceIds.Monitor(shop), cancellation);

    public async Task<RunState?> GetAsync(string runId, CancellationToken cancellation = default)
    {
        var state = await client.GetAsync(InstanceIds.Refresh(shop, runId), cancellation);
        return state is null ? null : await DescribeAsync(state, cancellation);
    }

    /// <summary>Runs, newest first.</summary>
    public async IAsyncEnumerable<RunState> ListAsync(int most = 50, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var state in client.ListAsync(InstanceIds.RefreshPrefix(shop), most, cancellation))
            yield return await DescribeAsync(state, cancellation);
    }

    /// <summary>Asks a run to stop; its trainers are killed. False where there is no such run.</summary>
    public async Task<bool> CancelAsync(string runId, string reason, CancellationToken cancellation = default)
    {
        var instance = InstanceIds.Refresh(shop, runId);
        if (await client.GetAsync(instance, cancellation) is null) return false;
        await client.RaiseEventAsync(instance, RefreshEvents.Cancel, reason, cancellation);
        return true;
    }

    private async Task<RunState> DescribeAsync(OrchestrationState state, CancellationToken cancellation)
    {
        var runId = state.InstanceId[InstanceIds.RefreshPrefix(shop).Length..];
        RunReport? report = null;
        if (state.Ended && await stores.Artefacts.ReadJsonAsync<RunReport>(_paths.RunReport(runId), cancellation) is { } found)
            report = found.Value;
        var input = state.Input is { ValueKind: JsonValueKind.Object } i ? i.Deserialize<RefreshInput>(PipelineJson.Options) : null;
        return new RunState(runId, state.Status, state.Created, state.Updated, input?.Reason, state.CustomStatus, report, state.Error);
    }
}
