using Ecom.Domain;
using NCrontab;

namespace Ecom.Local.Triggers;

/// <summary>
/// An NCRONTAB schedule of five fields, or six with seconds first, on the clock of a time zone. A time that a spring change skips fires when the
/// gap ends; one that an autumn change repeats fires the first time only.
/// </summary>
public sealed class NcrontabSchedule
{
    private readonly CrontabSchedule _schedule;
    private readonly TimeZoneInfo _zone;

    private NcrontabSchedule(CrontabSchedule schedule, TimeZoneInfo zone) => (_schedule, _zone) = (schedule, zone);

    /// <exception cref="InputException">The expression is not NCRONTAB.</exception>
    public static NcrontabSchedule Parse(string expression, TimeZoneInfo zone)
    {
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields is not (5 or 6))
            throw new InputException($"The schedule '{expression}' has {fields} fields; NCRONTAB has five (minute hour day month weekday), or six with seconds first.");
        var schedule = CrontabSchedule.TryParse(
            expression, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }, parsed => parsed,
            error => throw new InputException($"The schedule '{expression}' is not NCRONTAB: {error().Message}"));
        return new NcrontabSchedule(schedule, zone);
    }

    /// <summary>The first time after another; null where there is none in the next hundred years, such as a 30th of February.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var local = TimeZoneInfo.ConvertTime(after, _zone).DateTime;
        var end = local.AddYears(100);
        while (true)
        {
            local = _schedule.GetNextOccurrence(local, end);
            if (local >= end) return null;
            var next = ToInstant(local, after);
            if (next > after) return next;
        }
    }

    private DateTimeOffset ToInstant(DateTime local, DateTimeOffset after)
    {
        if (_zone.IsInvalidTime(local))
        {
            var end = local;
            while (_zone.IsInvalidTime(end)) end = new DateTime(end.Ticks - end.Ticks % TimeSpan.TicksPerMinute).AddMinutes(1);
            return new DateTimeOffset(end, _zone.GetUtcOffset(end));
        }
        if (!_zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, _zone.GetUtcOffset(local));
        var offsets = _zone.GetAmbiguousTimeOffsets(local);
        var first = new DateTimeOffset(local, offsets.Max());
        // Asked in the repeated hour itself, go on in it.
        return first > after ? first : new DateTimeOffset(local, offsets.Min());
    }
}
