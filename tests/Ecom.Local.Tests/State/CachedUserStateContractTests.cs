using Ecom.Domain;
using Ecom.Local.State;
using Ecom.Pipeline.Feedback;
using Ecom.PortContracts.Feedback;

namespace Ecom.Local.Tests.State;

/// <summary>The cache in front of the file, so small that it turns over within a test.</summary>
public sealed class CachedUserStateContractTests : UserStateContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private CachedUserState? _state;

    protected override Task<IUserState> OpenAsync() => Task.FromResult<IUserState>(
        _state ??= new CachedUserState(SqliteUserState.Open(_folder.File("state.db")), 300, null, TimeProvider.System));

    /// <summary>Entries that grow beyond the bound, from events late and twice; and events that come again with another time, few enough for the store to keep all of their rows.</summary>
    [Theory]
    [InlineData(400, 1)]
    [InlineData(40, 4)]
    public async Task Gives_what_the_store_itself_would_after_any_writes_and_reads(int ids, int timesOfOne)
    {
        var random = new Random(1);
        using var store = SqliteUserState.Open(_folder.File("plain.db"));
        var state = await OpenAsync();
        for (var k = 0; k < 2000; k++)
        {
            ShopEvent[] events = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(ids)).Select(id => new ShopEvent
            {
                EventId = $"e{id}", Kind = EventKind.View, UserId = $"u{random.Next(4)}", ItemId = "i", Time = DateTimeOffset.UnixEpoch.AddSeconds((id * 7 % ids) + (random.Next(timesOfOne) * 10)),
            })];
            await store.ApplyAsync(events);
            await state.ApplyAsync(events);
            var user = UserKeys.OfUser($"u{random.Next(5)}");
            Assert.Equal((await store.GetAsync(user)).Events, (await state.GetAsync(user)).Events);
        }
    }

    public void Dispose()
    {
        _state?.Dispose();
        _folder.Dispose();
    }
}
