using System.Globalization;
using Ecom.Domain;
using Ecom.Local.Triggers;

namespace Ecom.Local.Tests.Triggers;

public sealed class NcrontabScheduleTests
{
    [Theory]
    [InlineData("*/5 * * * *", "UTC", "2026-03-01T10:02:00Z", "2026-03-01T10:05:00Z")]
    [InlineData("*/5 * * * *", "UTC", "2026-03-01T10:05:00Z", "2026-03-01T10:10:00Z")]
    [InlineData("30 */5 * * * *", "UTC", "2026-03-01T10:05:00Z", "2026-03-01T10:05:30Z")]
    [InlineData("0 30 3 * * *", "UTC", "2026-03-01T03:30:00Z", "2026-03-02T03:30:00Z")]
    [InlineData("30 3 * * 1", "UTC", "2026-03-01T00:00:00Z", "2026-03-02T03:30:00Z")]
    [InlineData("30 3 * * *", "Europe/Berlin", "2026-01-15T12:00:00Z", "2026-01-16T02:30:00Z")]
    [InlineData("30 3 * * *", "Europe/Berlin", "2026-07-15T12:00:00Z", "2026-07-16T01:30:00Z")]
    // 29 March 2026: 02:00 becomes 03:00, so there is no 02:30; the gap ends at 01:00 UTC.
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    // 25 October 2026: 03:00 becomes 02:00, so there are two 02:30, at 00:30 and 01:30 UTC.
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("*/10 * * * *", "Europe/Berlin", "2026-10-25T01:05:00Z", "2026-10-25T01:10:00Z")]
    public void Next_time_is_on_the_zones_clock(string expression, string zone, string after, string expected) =>
        Assert.Equal(Time(expected), NcrontabSchedule.Parse(expression, TimeZoneInfo.FindSystemTimeZoneById(zone)).Next(Time(after))!.Value.ToUniversalTime());

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kathmandu")]
    public void Times_of_a_year_go_forward_and_miss_no_day(string zone)
    {
        var schedule = NcrontabSchedule.Parse("15 2 * * *", TimeZoneInfo.FindSystemTimeZoneById(zone));
        var time = Time("2026-01-01T00:00:00Z");
        for (var i = 0; i < 366; i++)
        {
            var next = schedule.Next(time)!.Value;
            Assert.InRange(next - time, TimeSpan.FromTicks(1), TimeSpan.FromHours(25.5));
            time = next;
        }
    }

    [Fact]
    public void Time_that_never_comes_is_none() =>
        Assert.Null(NcrontabSchedule.Parse("0 0 30 2 *", TimeZoneInfo.Utc).Next(Time("2026-01-01T00:00:00Z")));

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("61 * * * *")]
    [InlineData("a b c d e")]
    public void What_is_not_ncrontab_is_refused_with_the_expression(string expression) =>
        Assert.Contains(
            $"'{expression}'", Assert.Throws<InputException>(() => NcrontabSchedule.Parse(expression, TimeZoneInfo.Utc)).Message);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
