using Ecom.Serving.Feedback;
using Microsoft.Extensions.Time.Testing;

namespace Ecom.Serving.Tests.Feedback;

public sealed class FeedbackMeterTests
{
    [Fact]
    public void Counts_by_minute_and_forgets_after_an_hour()
    {
        var clock = new FakeTimeProvider();
        var meter = new FeedbackMeter(clock);
        meter.Add(3);
        clock.Advance(TimeSpan.FromMinutes(2));
        meter.Add(4);
        meter.Add(1);
        Assert.Equal([3, 0, 5], meter.Read().TakeLast(3));
        clock.Advance(TimeSpan.FromMinutes(58));
        Assert.Equal(5, meter.Read().Sum());
        clock.Advance(TimeSpan.FromHours(5));
        Assert.All(meter.Read(), count => Assert.Equal(0, count));
    }
}
