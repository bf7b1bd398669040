using Ecom.Pipeline.Runs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecom.Local.Triggers;

/// <summary>Counts waiting feedback at intervals; the monitor decides whether it is enough.</summary>
public sealed class FeedbackTrigger(FeedbackWatch watch, RunService runs, TimeProvider time, ILogger<FeedbackTrigger> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await runs.EnsureMonitorAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await watch.UpdateAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The log stays the source of truth; the next look counts what this one could not.
                logger.LogWarning(failure, "Feedback could not be counted this time");
            }
            await Task.Delay(Interval, time, stoppingToken);
        }
    }
}
