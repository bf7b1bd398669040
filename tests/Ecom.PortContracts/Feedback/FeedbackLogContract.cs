using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using static Ecom.PortContracts.Feedback.Events;

namespace Ecom.PortContracts.Feedback;

/// <summary>What every <see cref="IFeedbackLog"/> must do.</summary>
public abstract class FeedbackLogContract
{
    /// <summary>A log over storage that is empty at the start of a test and the same for every call within it: a second call is a second instance.</summary>
    protected abstract Task<IFeedbackLog> OpenAsync();

    /// <summary>Ends an instance as an orderly shutdown does.</summary>
    protected virtual async Task CloseAsync(IFeedbackLog log)
    {
        if (log is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }

    [SkippableFact]
    public async Task Is_empty_at_first()
    {
        var log = await OpenAsync();
        Assert.Empty(await ReadAsync(log, FeedbackPosition.Start));
        Assert.Equal(FeedbackPosition.Start, await log.GetEndAsync());
        await CloseAsync(log);
    }

    [SkippableFact]
    public async Task Gives_back_every_field_in_order()
    {
        var log = await OpenAsync();
        var full = new ShopEvent
        {
            EventId = "e1", Kind = EventKind.Rating, Time = Noon.AddMilliseconds(5), UserId = "Zoë \"x\"", SessionId = "s1", ItemId = "物品", Query = "blue 靴\n",
            Quantity = 2.5, Price = 9.99, Value = 4, ListId = "l1",
        };
        await log.AppendAsync(Batch("b1", full, Event("e2")));
        await log.AppendAsync(Batch("b2", Event("e3")));

        var read = await ReadAsync(log, FeedbackPosition.Start);

        Assert.Equal(["b1", "b2"], read.Select(r => r.Batch.BatchId));
        Assert.Equal(full, read[0].Batch.Events[0]);
        Assert.Equal(Noon, read[0].Batch.Received);
        Assert.Equal(["e1", "e2"], read[0].Batch.Events.Select(e => e.EventId));
        await CloseAsync(log);
    }

    [SkippableFact]
    public async Task Reads_on_from_any_position()
    {
        var log = await OpenAsync();
        var positions = new List<FeedbackPosition> { await log.GetEndAsync() };
        for (var k = 0; k < 5; k++) positions.Add(await log.AppendAsync(Batch($"b{k}", Event($"e{k}"))));

        for (var k = 0; k <= 5; k++)
        {
            var rest = await ReadAsync(log, positions[k]);
            Assert.Equal(Enumerable.Range(k, 5 - k).Select(n => $"b{n}"), rest.Select(r => r.Batch.BatchId));
        }
        Assert.Equal(positions.Skip(1), (await ReadAsync(log, FeedbackPosition.Start)).Select(r => r.Next));
        Assert.Equal(positions[^1], await log.GetEndAsync());
        Assert.Equal(positions.Order(), positions);
        await CloseAsync(log);
    }

    [SkippableFact]
    public async Task Keeps_what_was_acknowledged_across_instances()
    {
        var first = await OpenAsync();
        await first.AppendAsync(Batch("b1", Event("e1")));
        var end = await first.GetEndAsync();
        await CloseAsync(first);

        var second = await OpenAsync();
        Assert.Equal(end, await second.GetEndAsync());
        await second.AppendAsync(Batch("b2", Event("e2")));

        Assert.Equal(["b1", "b2"], (await ReadAsync(second, FeedbackPosition.Start)).Select(r => r.Batch.BatchId));
        Assert.Equal(["b2"], (await ReadAsync(second, end)).Select(r => r.Batch.BatchId));
        await CloseAsync(second);
    }

    [SkippableFact]
    public async Task Takes_concurrent_batches_each_as_a_whole()
    {
        var log = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(k => Task.Run(() => log.AppendAsync(Batch($"b{k}", Event($"e{k}-1"), Event($"e{k}-2"))))));

        var read = await ReadAsync(log, FeedbackPosition.Start);

        Assert.Equal(40, read.Select(r => r.Batch.BatchId).Distinct().Count());
        Assert.All(read, r => Assert.Equal(2, r.Batch.Events.Count));
        await CloseAsync(log);
    }

    [SkippableFact]
    public async Task Holds_a_batch_far_larger_than_a_buffer()
    {
        var log = await OpenAsync();
        var events = Enumerable.Range(0, 2000).Select(k => Event($"e{k}") with { Query = new string('q', 500) }).ToArray();
        await log.AppendAsync(Batch("big", events));
        await log.AppendAsync(Batch("next", Event("x")));

        var read = await ReadAsync(log, FeedbackPosition.Start);

        Assert.Equal(2, read.Count);
        Assert.Equal(2000, read[0].Batch.Events.Count);
        await CloseAsync(log);
    }

    [SkippableFact]
    public async Task Counting_drops_events_delivered_twice()
    {
        var log = await OpenAsync();
        await log.AppendAsync(Batch("b1", Event("e1"), Event("e2")));
        await log.AppendAsync(Batch("b1", Event("e1"), Event("e2")));
        var counter = new FeedbackCounter(log, FeedbackPosition.Start);
        Assert.Equal(2, await counter.UpdateAsync());

        var from = await log.GetEndAsync();
        await log.AppendAsync(Batch("b2", Event("e2"), Event("e3")));

        Assert.Equal(3, await counter.UpdateAsync());
        Assert.Equal(2, await new FeedbackCounter(log, from).UpdateAsync());
        await CloseAsync(log);
    }

    [SkippableFact]
    public async Task Refuses_a_batch_over_the_limit_and_stays_usable()
    {
        var log = await OpenAsync();
        var huge = Event("e") with { Query = new string('q', FeedbackFrames.MaximumPayload) };
        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync(Batch("huge", huge)));
        await log.AppendAsync(Batch("b1", Event("e1")));

        Assert.Equal(["b1"], (await ReadAsync(log, FeedbackPosition.Start)).Select(r => r.Batch.BatchId));
        await CloseAsync(log);
    }

    protected static async Task<List<FeedbackRecord>> ReadAsync(IFeedbackLog log, FeedbackPosition from)
    {
        var records = new List<FeedbackRecord>();
        await foreach (var record in log.ReadAsync(from)) records.Add(record);
        return records;
    }
}
