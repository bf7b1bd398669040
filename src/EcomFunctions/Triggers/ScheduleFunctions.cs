using Ecom.Pipeline.Runs;
using EcomFunctions.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace EcomFunctions.Triggers;

/// <summary>What happens by the clock. The names of the settings are flat, because the platform's scaler does not find nested ones reliably.</summary>
public sealed class ScheduleFunctions(RunService runs, FeedbackWatch feedback, CurrentDurableClient current)
{
    [Function("ScheduledRefresh")]
    public async Task ScheduledRefresh(
        [TimerTrigger("%RefreshSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        current.Set(client);
        await runs.StartAsync("schedule", cancellation: cancellation);
    }

    /// <summary>Counts feedback for the monitor, and starts the monitor where it does not run.</summary>
    [Function("CountFeedback")]
    public async Task CountFeedback(
        [TimerTrigger("%FeedbackSchedule%", RunOnStartup = false)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        current.Set(client);
        await runs.EnsureMonitorAsync(cancellation);
        await feedback.UpdateAsync(cancellation);
    }
}
