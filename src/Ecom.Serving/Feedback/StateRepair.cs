using Ecom.Pipeline.Feedback;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Feedback;

/// <summary>Runs the <see cref="FeedbackTailer"/>: at the start, for what a killed process left, then at every interval.</summary>
public sealed partial class StateRepair(
    FeedbackTailer tailer, IOptions<ServingOptions> options, TimeProvider time, ILogger<StateRepair> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RepairInterval, time);
        do
        {
            try
            {
                await tailer.CatchUpAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "User state could not be repaired from the feedback log.")]
    private partial void LogFailed(Exception error);
}
