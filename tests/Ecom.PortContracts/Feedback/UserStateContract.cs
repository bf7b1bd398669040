using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using static Ecom.PortContracts.Feedback.Events;

namespace Ecom.PortContracts.Feedback;

/// <summary>What every <see cref="IUserState"/> must do.</summary>
public abstract class UserStateContract
{
    /// <summary>A store over storage that is empty at the start of a test and the same for every call within it.</summary>
    protected abstract Task<IUserState> OpenAsync();

    [SkippableFact]
    public async Task Knows_nothing_of_a_new_user()
    {
        var state = await OpenAsync();
        var entry = await state.GetAsync(UserKeys.OfUser("nobody"));
        Assert.Empty(entry.Events);
    }

    [SkippableFact]
    public async Task Shows_events_at_once_oldest_first_whatever_the_order_of_arrival()
    {
        var state = await OpenAsync();
        await state.ApplyAsync([Event("late", seconds: 30, item: "i3"), Event("early", seconds: 10, item: "i1")]);
        await state.ApplyAsync([Event("middle", seconds: 20, item: "i2", kind: EventKind.Purchase)]);

        var entry = await state.GetAsync(UserKeys.OfUser("ann"));

        Assert.Equal(["early", "middle", "late"], entry.Events.Select(e => e.EventId));
        Assert.Equal(new RecentEvent("middle", EventKind.Purchase, Noon.AddSeconds(20), "i2"), entry.Events[1]);
    }

    [SkippableFact]
    public async Task Keeps_users_and_sessions_apart()
    {
        var state = await OpenAsync();
        await state.ApplyAsync([
            Event("1", user: "a"), Event("2", user: null) with { SessionId = "a" }, Event("3", user: "a/b#?\\ ü"), Event("4", user: null),
        ]);

        Assert.Equal(["1"], (await state.GetAsync(UserKeys.OfUser("a"))).Events.Select(e => e.EventId));
        Assert.Equal(["2"], (await state.GetAsync(UserKeys.OfSession("a"))).Events.Select(e => e.EventId));
        Assert.Equal(["3"], (await state.GetAsync(UserKeys.OfUser("a/b#?\\ ü"))).Events.Select(e => e.EventId));
    }

    [SkippableFact]
    public async Task Applying_twice_changes_nothing()
    {
        var state = await OpenAsync();
        var events = new[] { Event("1"), Event("2", seconds: 1) };
        await state.ApplyAsync(events);
        await state.ApplyAsync(events);
        Assert.Equal(["1", "2"], (await state.GetAsync(UserKeys.OfUser("ann"))).Events.Select(e => e.EventId));
    }

    [SkippableFact]
    public async Task Keeps_the_newest_events_within_the_bound()
    {
        var state = await OpenAsync();
        var many = IUserState.MaximumEvents + 50;
        for (var k = 0; k < many; k += 50)
            await state.ApplyAsync([.. Enumerable.Range(k, 50).Select(n => Event($"e{n}", seconds: n))]);

        var events = (await state.GetAsync(UserKeys.OfUser("ann"))).Events;

        Assert.Equal(IUserState.MaximumEvents, events.Count);
        Assert.Equal("e50", events[0].EventId);
        Assert.Equal($"e{many - 1}", events[^1].EventId);
    }

    [SkippableFact]
    public async Task Is_seen_by_another_instance()
    {
        var one = await OpenAsync();
        var two = await OpenAsync();
        await one.ApplyAsync([Event("1")]);
        Assert.Single((await two.GetAsync(UserKeys.OfUser("ann"))).Events);
    }

    [SkippableFact]
    public async Task Checkpoint_moves_forward_only()
    {
        var state = await OpenAsync();
        Assert.Equal(FeedbackPosition.Start, await state.GetCheckpointAsync());
        await state.SetCheckpointAsync(new FeedbackPosition(2, 10));
        await state.SetCheckpointAsync(new FeedbackPosition(1, 900));
        Assert.Equal(new FeedbackPosition(2, 10), await state.GetCheckpointAsync());
        Assert.Equal(new FeedbackPosition(2, 10), await (await OpenAsync()).GetCheckpointAsync());
    }

    [SkippableFact]
    public async Task Takes_concurrent_writers()
    {
        var state = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(k => Task.Run(() => state.ApplyAsync([Event($"e{k}", user: $"u{k % 3}", seconds: k)]))));
        for (var u = 0; u < 3; u++) Assert.Equal(10, (await state.GetAsync(UserKeys.OfUser($"u{u}"))).Events.Count);
    }
}
