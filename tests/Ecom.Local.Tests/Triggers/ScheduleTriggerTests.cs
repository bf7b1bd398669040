using System.Threading.Channels;
using Ecom.Local.Triggers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ecom.Local.Tests.Triggers;

public sealed class ScheduleTriggerTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 10, 0, 30, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly Channel<DateTimeOffset> _calls = Channel.CreateUnbounded<DateTimeOffset>();
    private readonly ScheduleTrigger _trigger;
    private bool _fail;

    public ScheduleTriggerTests() => _trigger = new ScheduleTrigger(
        NcrontabSchedule.Parse("*/10 * * * *", TimeZoneInfo.Utc), CallAsync, _time, NullLogger<ScheduleTrigger>.Instance);

    [Fact]
    public async Task Calls_at_each_time_with_that_time()
    {
        await _trigger.StartAsync(CancellationToken.None);
        Assert.Equal(At(10, 10), await NextAsync());
        Assert.Equal(At(10, 20), await NextAsync());
        Assert.False(_calls.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Failure_does_not_end_the_schedule()
    {
        _fail = true;
        await _trigger.StartAsync(CancellationToken.None);
        Assert.Equal(At(10, 10), await NextAsync());
        Assert.Equal(At(10, 20), await NextAsync());
    }

    [Fact]
    public async Task Clock_set_forward_calls_once_for_all_times_missed()
    {
        await _trigger.StartAsync(CancellationToken.None);
        Assert.Equal(At(10, 10), await NextAsync());
        _time.Advance(TimeSpan.FromHours(3));
        var calls = new List<DateTimeOffset>();
        while (calls.Count == 0 || calls[^1] < At(13, 20)) calls.Add(await NextAsync());
        Assert.InRange(calls.Count(c => c < At(13, 10)), 0, 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _trigger.StopAsync(CancellationToken.None);
        _trigger.Dispose();
    }

    private static DateTimeOffset At(int hour, int minute) => new(2026, 5, 1, hour, minute, 0, TimeSpan.Zero);

    private async Task<DateTimeOffset> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (_calls.Reader.TryRead(out var call)) return call;
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(1, patience.Token);
        }
    }

    private async Task CallAsync(DateTimeOffset time, CancellationToken cancellation)
    {
        await _calls.Writer.WriteAsync(time, cancellation);
        if (_fail) throw new IOException("no disk");
    }
}
