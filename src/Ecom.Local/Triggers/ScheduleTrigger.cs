using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecom.Local.Triggers;

/// <summary>Calls at the times of a schedule. Times that pass while the host is down are not made up for.</summary>
public sealed class ScheduleTrigger : BackgroundService
{
    // Clocks are set and machines sleep: look again often enough to notice.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(5);

    private readonly NcrontabSchedule _schedule;
    private readonly Func<DateTimeOffset, CancellationToken, Task> _onTime;
    private readonly TimeProvider _time;
    private readonly ILogger<ScheduleTrigger> _logger;

    /// <param name="schedule">When.</param>
    /// <param name="onTime">Called with the scheduled time; its failure does not stop the schedule.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public ScheduleTrigger(
        NcrontabSchedule schedule, Func<DateTimeOffset, CancellationToken, Task> onTime, TimeProvider time, ILogger<ScheduleTrigger> logger) =>
        (_schedule, _onTime, _time, _logger) = (schedule, onTime, time, logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var next = _schedule.Next(_time.GetUtcNow());
        while (next is { } due)
        {
            var wait = due - _time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait < LongestSleep ? wait : LongestSleep, _time, stoppingToken);
                continue;
            }
            try
            {
                await _onTime(due, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _logger.LogError(e, "What was scheduled for {Time:O} failed.", due);
            }
            // From now on, not from then: a call that took long, or a clock set forward, does not call again for each time missed.
            var now = _time.GetUtcNow();
            next = _schedule.Next(now > due ? now : due);
        }
    }
}
