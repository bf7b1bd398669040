using Ecom.Domain;
using Ecom.Trainer.Protocols;

namespace Ecom.Trainer.Tests.Protocols;

public sealed class HistoryCutTests
{
    private const int Users = 20, Items = 12;

    private static Interactions Full => Interactions.FromEntries(
        Users, Items, [.. Enumerable.Range(0, Users * Items).Select(k => k / Items)], [.. Enumerable.Range(0, Users * Items).Select(k => k % Items)],
        [.. Enumerable.Repeat(1f, Users * Items)], new long[Users * Items]);

    [Fact]
    public void Half_of_the_users_keep_that_many_and_the_others_everything()
    {
        var cut = HistoryCut.Half(Full, keep: 5, seed: 3);

        Assert.Equal(Users / 2, Enumerable.Range(0, Users).Count(u => cut.RowLength(u) == 5));
        Assert.Equal(Users / 2, Enumerable.Range(0, Users).Count(u => cut.RowLength(u) == Items));
    }

    [Fact]
    public void A_seed_repeats_and_another_seed_cuts_others()
    {
        var first = HistoryCut.Half(Full, 5, seed: 3);

        Assert.Equal(first.AllItems.ToArray(), HistoryCut.Half(Full, 5, seed: 3).AllItems.ToArray());
        Assert.NotEqual(first.RowStarts.ToArray(), HistoryCut.Half(Full, 5, seed: 4).RowStarts.ToArray());
    }
}
