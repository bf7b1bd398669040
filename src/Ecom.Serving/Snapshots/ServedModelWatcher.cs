using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Snapshots;

/// <summary>Keeps the served model up to date: at the start, then at every interval.</summary>
public sealed partial class ServedModelWatcher(
    ServedModelUpdater updater, IOptions<ServingOptions> options, TimeProvider time, ILogger<ServedModelWatcher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollInterval, time);
        do
        {
            try
            {
                await updater.UpdateAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A store that cannot be reached now may be reached at the next turn; what is served stays.
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The served model could not be brought up to date.")]
    private partial void LogFailed(Exception error);
}
