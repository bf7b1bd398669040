using Ecom.Serving.Http;
using Ecom.Serving.Storefront;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ecom.Serving.Tests.Storefront;

public sealed class VisitorQuotaTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 20, TimeSpan.Zero));

    [Fact]
    public void A_minute_and_an_hour_are_counted_apart()
    {
        var quota = Quota(3, 5);
        quota.Take(["a", "a", "a"]);
        Assert.Equal(TimeSpan.FromSeconds(40), Assert.Throws<ApiException>(() => quota.Take(["a"])).RetryAfter);
        quota.Take(["b"]);
        _time.Advance(TimeSpan.FromSeconds(40));
        quota.Take(["a", "a"]);
        var refused = Assert.Throws<ApiException>(() => quota.Take(["a"]));
        Assert.Equal((429, TimeSpan.FromMinutes(59)), (refused.Status, refused.RetryAfter));
        Assert.Contains("5 allowed in an hour", refused.Message, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(59));
        quota.Take(["a", "a", "a"]);
    }

    [Fact]
    public void A_batch_with_one_visitor_over_counts_for_nobody()
    {
        var quota = Quota(2, 0);
        Assert.Throws<ApiException>(() => quota.Take(["a", "b", "b", "b"]));
        quota.Take(["a", "a", "b", "b"]);
        Assert.Throws<ApiException>(() => quota.Take(["a"]));
    }

    private VisitorQuota Quota(int minute, int hour) =>
        new(Options.Create(new ServingOptions { Storefront = { EventsPerMinute = minute, EventsPerHour = hour } }), _time);
}
