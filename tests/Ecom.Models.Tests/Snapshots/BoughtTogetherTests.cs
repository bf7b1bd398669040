using Ecom.Domain;
using Ecom.Models.Snapshots;

namespace Ecom.Models.Tests.Snapshots;

public class BoughtTogetherTests
{
    private const int Hour = 3600;

    [Fact]
    public void Purchases_of_one_visit_count_and_views_do_not()
    {
        // Two customers buy 0 and 1 in one visit; one of them looks at 2 then, and buys 3 the next day.
        var rows = BoughtTogether.Count(Rows((0, 0, 3, 0), (0, 1, 3, 60), (0, 2, 1, 70), (0, 3, 3, 24 * Hour), (1, 0, 3, 0), (1, 1, 5, 0)), 3);
        Assert.Equal([1], rows.Columns(0).ToArray());
        Assert.Equal([0], rows.Columns(1).ToArray());
        Assert.Equal(2f / (2 + 5), rows.Values(0)[0]);
        Assert.Equal(0, rows.Columns(2).Length + rows.Columns(3).Length);
    }

    [Theory]
    [InlineData(Hour, 1)]
    [InlineData(Hour + 1, 0)]
    public void A_visit_ends_after_an_hour_without_a_purchase(int seconds, int pairs) =>
        Assert.Equal(pairs, BoughtTogether.Count(Rows((0, 0, 3, 0), (0, 1, 3, seconds)), 3).Columns(0).Length);

    [Theory]
    [InlineData(100, 50)]
    [InlineData(101, 0)]
    public void Wholesale_orders_say_nothing_and_neighbours_are_bounded(int items, int neighbours)
    {
        var rows = BoughtTogether.Count(Rows([.. Enumerable.Range(0, items).Select(i => (0, i, 3, 0))]), 3);
        Assert.Equal(neighbours, rows.Columns(0).Length);
    }

    [Fact]
    public void Counts_are_those_of_a_count_by_hand()
    {
        var random = new Random(5);
        const int Users = 60, Items = 12;
        var entries = Enumerable.Range(0, Users * 6).Select(k => (User: k / 6, Item: random.Next(Items), Weight: 3, Time: random.Next(4) * 2 * Hour)).DistinctBy(e => (e.User, e.Item)).ToArray();
        var rows = BoughtTogether.Count(Rows(entries), 3);
        var visits = entries.GroupBy(e => (e.User, e.Time)).Select(g => g.Select(e => e.Item).ToHashSet()).Where(v => v.Count > 1).ToArray();
        for (var a = 0; a < Items; a++)
        {
            for (var b = 0; b < Items; b++)
            {
                var both = visits.Count(v => a != b && v.Contains(a) && v.Contains(b));
                var at = rows.Columns(a).IndexOf(b);
                Assert.Equal(both > 0, at >= 0);
                if (both > 0) Assert.Equal(both / (Math.Sqrt((double)visits.Count(v => v.Contains(a)) * visits.Count(v => v.Contains(b))) + 5), rows.Values(a)[at], 5);
            }
        }
    }

    [Fact]
    public void Activity_expects_of_an_item_its_usual_share_of_what_the_shop_does()
    {
        const long Day = 86_400, End = 100 * Day;
        // Both were bought four times before; of the eight purchases of the last week six are of the first.
        var entries = new List<(int User, int Item, int Weight, int Time)>();
        for (var u = 0; u < 4; u++) entries.AddRange([(u, 0, 1, (int)(End - 20 * Day)), (u, 1, 1, (int)(End - 10 * Day))]);
        for (var u = 4; u < 10; u++) entries.Add((u, 0, 1, (int)(End - Day)));
        for (var u = 10; u < 12; u++) entries.Add((u, 1, 1, (int)(End - Day)));
        var activity = ItemActivity.Of(Rows([.. entries]), End);
        Assert.Equal([6f, 2f], activity.Recent[..2].ToArray());
        Assert.Equal([4f, 4f], activity.Usual[..2].ToArray());
        Assert.Equal([End - 20 * Day, End - 10 * Day, long.MaxValue], activity.First[..3].ToArray());
    }

    private static Interactions Rows(params (int User, int Item, int Weight, int Time)[] entries) => Interactions.FromEntries(
        1 + entries.Max(e => e.User), 120, [.. entries.Select(e => e.User)], [.. entries.Select(e => e.Item)], [.. entries.Select(e => (float)e.Weight)],
        [.. entries.Select(e => (long)e.Time)]);
}
