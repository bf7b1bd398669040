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
    public async Task A_write_is_seen_by_the_next_read_even_if_the_store_failed_at_it()
    {
        using var state = Open();
        await state.GetAsync("u:a");
        await state.ApplyAsync([Event("a")]);
        await state.GetAsync("u:a");
        Assert.Equal(2, _reads);

        _inner.Setup(s => s.ApplyAsync(It.IsAny<IReadOnlyList<ShopEvent>>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException());
        await Assert.ThrowsAsync<IOException>(() => state.ApplyAsync([Event("a")]));
        await state.GetAsync("u:a");
        Assert.Equal(3, _reads);
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
