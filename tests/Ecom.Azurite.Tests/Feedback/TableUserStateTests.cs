using System.Globalization;
using Azure.Data.Tables;
using Ecom.Azurite.Tests.Azurite;
using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Feedback.AzureStorage;
using Ecom.PortContracts.Feedback;

namespace Ecom.Azurite.Tests.Feedback;

[Collection(AzuriteCollection.Name)]
public sealed class TableUserStateTests(AzuriteFixture azurite) : UserStateContract
{
    private TableClient? _table;

    private TableClient Table => _table ??= azurite.NewTable();

    protected override Task<IUserState> OpenAsync() => Task.FromResult<IUserState>(new TableUserState(Table, ShopId.Default));

    [SkippableFact]
    public async Task Shops_do_not_see_each_other()
    {
        var one = new TableUserState(Table, ShopId.Parse("one"));
        var two = new TableUserState(Table, ShopId.Parse("two"));
        await one.ApplyAsync([View(1)]);
        await one.SetCheckpointAsync(new FeedbackPosition(3, 4));
        Assert.Empty((await two.GetAsync(UserKeys.OfUser("u"))).Events);
        Assert.Equal(FeedbackPosition.Start, await two.GetCheckpointAsync());
    }

    [SkippableFact]
    public async Task Rows_beyond_the_bound_are_removed_in_the_long_run()
    {
        var state = new TableUserState(Table, ShopId.Default);
        for (var i = 0; i < 20; i++) await state.ApplyAsync([.. Enumerable.Range(i * 40, 40).Select(View)]);
        var rows = 0;
        await foreach (var _ in Table.QueryAsync<TableEntity>()) rows++;
        Assert.InRange(rows, IUserState.MaximumEvents, IUserState.MaximumEvents + 200);
        Assert.Equal("799", (await state.GetAsync(UserKeys.OfUser("u"))).Events[^1].EventId);
    }

    [SkippableFact]
    public async Task Racing_checkpoints_end_at_the_farthest()
    {
        var state = new TableUserState(Table, ShopId.Default);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Task.Run(() => state.SetCheckpointAsync(new FeedbackPosition(0, i)))));
        Assert.Equal(new FeedbackPosition(0, 20), await state.GetCheckpointAsync());
    }

    private static ShopEvent View(int i) => new()
    {
        EventId = i.ToString(CultureInfo.InvariantCulture), Kind = EventKind.View, UserId = "u", ItemId = "i", Time = DateTimeOffset.UnixEpoch.AddSeconds(i),
    };
}
