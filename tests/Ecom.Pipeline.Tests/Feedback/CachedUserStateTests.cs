using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace Ecom.Pipeline.Tests.Feedback;

public class CachedUserStateTests
{
    private readonly Mock<IUserState> _inner = new();
    private readonly FakeTimeProvider _time = new();
    private int _reads;

    private CachedUserState Open(int capacity = 1000, TimeSpan? age = null)
    {
        _inner.Setup(s => s.GetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync(() => Entry(++_reads));
        return new CachedUserState(_inner.Object, capacity, age, _time);
    }

    [Fact]
    public async Task A_second_read_does_not_reach_the_store_until_the_entry_is_too_old()
    {
        using var state = Open(age: TimeSpan.FromMilliseconds(500));
        Assert.Same(await state.GetAsync("u:a"), await state.GetAsync("u:a"));
        Assert.Equal(1, _reads);
        _time.Advance(TimeSpan.FromMilliseconds(501));
        await state.GetAsync("u:a");
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task A_write_is_seen_by_the_next_read_without_another_of_the_store()
    {
        using var state = Open();
        await state.GetAsync("u:a");
        await state.ApplyAsync([Event("a")]);
        Assert.Equal(["e", "e1"], (await state.GetAsync("u:a")).Events.Select(e => e.EventId));
        Assert.Equal(1, _reads);
    }

    [Fact]
    public async Task What_the_store_failed_to_write_is_read_anew()
    {
        using var state = Open();
        await state.GetAsync("u:a");
        _inner.Setup(s => s.ApplyAsync(It.IsAny<IReadOnlyList<ShopEvent>>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException());
        await Assert.ThrowsAsync<IOException>(() => state.ApplyAsync([Event("a")]));
        await state.GetAsync("u:a");
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task Where_others_write_too_a_write_is_followed_by_a_read()
    {
        using var state = Open(age: TimeSpan.FromMilliseconds(500));
        await state.GetAsync("u:a");
        await state.ApplyAsync([Event("a")]);
        await state.GetAsync("u:a");
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task Two_writes_at_the_same_time_are_both_seen()
    {
        using var state = Open();
        await state.GetAsync("u:a");
        var first = new TaskCompletionSource();
        _inner.SetupSequence(s => s.ApplyAsync(It.IsAny<IReadOnlyList<ShopEvent>>(), It.IsAny<CancellationToken>())).Returns(first.Task).Returns(Task.CompletedTask);
        var slow = state.ApplyAsync([Event("a")]);
        await state.ApplyAsync([Event("a")]);
        first.SetResult();
        await slow;
        // Neither knew of the other, so only the store can tell.
        await state.GetAsync("u:a");
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task Who_has_no_events_is_not_asked_for_again_until_there_are_some()
    {
        using var state = Open();
        _inner.Setup(s => s.GetAsync("u:new", It.IsAny<CancellationToken>())).ReturnsAsync(() => _reads++ == 0 ? UserStateEntry.Empty : throw new InvalidOperationException("read again"));
        Assert.Empty((await state.GetAsync("u:new")).Events);
        Assert.Empty((await state.GetAsync("u:new")).Events);
        await state.ApplyAsync([Event("new")]);
        Assert.Equal(["e"], (await state.GetAsync("u:new")).Events.Select(e => e.EventId));
    }

    [Fact]
    public async Task What_was_read_before_a_write_is_not_kept_when_it_arrives_after_it()
    {
        using var state = Open();
        var old = new TaskCompletionSource<UserStateEntry>();
        _inner.Setup(s => s.GetAsync("u:a", It.IsAny<CancellationToken>())).Returns(old.Task);
        var slow = state.GetAsync("u:a");
        await state.ApplyAsync([Event("a")]);
        old.SetResult(Entry(1));
        await slow;

        var next = Entry(2);
        _inner.Setup(s => s.GetAsync("u:a", It.IsAny<CancellationToken>())).ReturnsAsync(next);
        Assert.Same(next, await state.GetAsync("u:a"));
    }

    [Fact]
    public async Task The_size_is_bounded_and_what_is_used_stays()
    {
        using var state = Open(capacity: 100);
        await state.GetAsync("u:used");
        for (var u = 0; u < 1000; u++)
        {
            await state.GetAsync($"u:{u}");
            await state.GetAsync("u:used");
        }
        Assert.Equal(1001, _reads);
        await state.GetAsync("u:0");
        Assert.Equal(1002, _reads);
    }

    private static UserStateEntry Entry(int number) => new([new RecentEvent($"e{number}", EventKind.View, DateTimeOffset.UnixEpoch, "i")]);

    private static ShopEvent Event(string user) => new() { EventId = "e", Kind = EventKind.View, UserId = user, ItemId = "i", Time = DateTimeOffset.UnixEpoch };
}
