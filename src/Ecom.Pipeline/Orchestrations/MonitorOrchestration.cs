using Ecom.Domain;
using Ecom.Pipeline.Orchestration;
using Microsoft.Extensions.Logging;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>
/// The eternal orchestration of a shop: counts what happened and starts a refresh when one is due, one at a time, so that many reasons become one
/// run. Each turn ends in continue-as-new, which keeps the history small; events that were not looked at are kept.
/// </summary>
public sealed class MonitorOrchestration : IOrchestration<MonitorState, bool>
{
    public async Task<bool> RunAsync(IOrchestrationContext context, MonitorState input)
    {
        var settings = await context.CallActivityAsync<MonitorSettings>(ActivityNames.ReadMonitorSettings, input.Shop, Retries.Storage);
        if (input.Due(settings, context.CurrentUtcDateTime) is { } due)
        {
            context.ContinueAsNew(await RefreshAsync(context, input, due.Kind, due.Reason));
            return true;
        }
        context.SetCustomStatus(new { waiting = true, input.Feedback, input.Drift, due = input.DueAt(settings) });
        context.ContinueAsNew(await WaitAsync(context, input, settings));
        return true;
    }

    private static async Task<MonitorState> RefreshAsync(
        IOrchestrationContext context, MonitorState state, Runs.RunKind kind, string reason)
    {
        var shop = ShopId.Parse(state.Shop);
        var runId = state.Request?.RunId
            ?? $"{context.CurrentUtcDateTime:yyyyMMdd-HHmmss}-{context.NewGuid().ToString("N")[..6]}";
        context.SetCustomStatus(new { refreshing = runId, reason });
        try
        {
            var outcome = await context.CallSubOrchestrationAsync<RefreshOutcome>(
                OrchestrationNames.Refresh,
                new RefreshInput(state.Shop, runId, kind, reason),
                new CallOptions(InstanceId: InstanceIds.Refresh(shop, runId)));
            return state.Refreshed(runId, outcome.DatasetVersion);
        }
        catch (StepFailedException failure)
        {
            // The failed run is on record with its reason; trying the same data again at once would only fail again.
            context.CreateReplaySafeLogger(nameof(MonitorOrchestration))
                .LogError("Refresh {RunId} of shop {Shop} failed: {Reason}", runId, state.Shop, failure.ErrorMessage);
            return state.Refreshed(runId, state.RefreshedVersion);
        }
    }

    private static async Task<MonitorState> WaitAsync(IOrchestrationContext context, MonitorState state, MonitorSettings settings)
    {
        using var stop = new CancellationTokenSource();
        var changed = context.WaitForExternalEventAsync<int>(MonitorEvents.DatasetChanged, stop.Token);
        var requested = context.WaitForExternalEventAsync<RefreshRequest>(MonitorEvents.RefreshRequested, stop.Token);
        var counted = context.WaitForExternalEventAsync<FeedbackCount>(MonitorEvents.FeedbackCounted, stop.Token);
        var waits = new List<Task> { changed, requested, counted };
        if (state.DueAt(settings) is { } due) waits.Add(context.CreateTimerAsync(due, stop.Token));

        await Task.WhenAny(waits);
        // More than one may have come in the same turn; none of them may be lost.
        if (changed.IsCompletedSuccessfully) state = state.Changed(await changed, context.CurrentUtcDateTime);
        if (requested.IsCompletedSuccessfully) state = state.Requested(await requested);
        if (counted.IsCompletedSuccessfully) state = state.Counted(await counted);
        stop.Cancel();
        return state;
    }
}
