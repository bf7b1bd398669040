using Ecom.Domain;
using Ecom.HttpContract;
using Ecom.Local.State;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Drift;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Runs;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Tests.Feedback;

/// <summary>What the monitor is told of feedback that is like the served snapshot's training data, and of feedback that is not.</summary>
public sealed class FeedbackDriftTests : IDisposable
{
    private readonly ContractShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Demand_as_in_training_is_no_drift_and_demand_for_the_tail_and_for_new_products_is()
    {
        await using var log = await SegmentFeedbackLog.OpenAsync(Path.Combine(_shop.Folder, "feedback"));
        var watch = new FeedbackWatch(
            log, _shop.Stores, _shop.Orchestrations, ShopId.Default, new ServedDemand(_shop.Stores, _shop.Registry, _shop.Work, ShopId.Default),
            Options.Create(new RefreshOptions()), TimeProvider.System);
        // Before the first model there is nothing to drift from.
        await AppendAsync(log, "first", "unheard-of");
        Assert.Equal(new FeedbackCount(0, 1), await watch.UpdateAsync());

        // The shop's popularity is 10, 9, … 1.
        await _shop.PublishAndPromoteAsync("v1");
        await AppendAsync(log, "as-trained", [.. Enumerable.Range(0, 10).SelectMany(i => Enumerable.Repeat($"i{i}", 10 * (10 - i)))]);
        var same = await watch.UpdateAsync();
        Assert.InRange(same.Drift, 0, 0.02);

        // The same events again are no new events.
        await AppendAsync(log, "as-trained", "i9");
        Assert.Same(same, await watch.UpdateAsync());

        await AppendAsync(log, "other", [.. Enumerable.Repeat("i9", 400), .. Enumerable.Repeat("new", 200)]);
        var moved = await watch.UpdateAsync();
        Assert.InRange(moved.Drift, 0.25, 10);
        Assert.Equal(moved, _shop.Orchestrations.Events.Last(e => e.Event == MonitorEvents.FeedbackCounted).Payload);

        // Another model, with the same demand behind it: what waits is held against that one, all of it.
        await _shop.PublishAndPromoteAsync("v2");
        await AppendAsync(log, "more", "i0");
        var other = await watch.UpdateAsync();
        Assert.Equal(moved.Events + 1, other.Events);
        Assert.Equal(moved.Drift, other.Drift, 0.01);
    }

    private static Task<FeedbackPosition> AppendAsync(SegmentFeedbackLog log, string batch, params string[] items) => log.AppendAsync(new FeedbackBatch
    {
        BatchId = batch, Received = DateTimeOffset.UnixEpoch,
        Events = [.. items.Select((item, at) => new ShopEvent { EventId = $"{batch}-{at}", Kind = EventKind.View, UserId = "u", ItemId = item, Time = DateTimeOffset.UnixEpoch })],
    });
}
