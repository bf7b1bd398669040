namespace Ecom.Domain.Tests;

public class InteractionsWhereTests
{
    private static readonly Interactions All = Interactions.FromEntries(
        3, 4, [0, 0, 0, 2, 2], [3, 1, 0, 1, 2], [1, 2, 3, 4, 5], [30, 10, 20, 7, 7]);

    [Fact]
    public void Kept_pairs_keep_their_numbers_order_weights_and_times()
    {
        var left = All.Where((user, item) => item != 0 && (user, item) != (2, 1));

        Assert.Equal((3, 4, 3), (left.UserCount, left.ItemCount, left.Count));
        Assert.Equal([1, 3], left.Items(0).ToArray());
        Assert.Equal([2f, 1f], left.Weights(0).ToArray());
        Assert.Equal([10L, 30L], left.Times(0).ToArray());
        Assert.Equal(0, left.RowLength(1));
        Assert.Equal([2], left.Items(2).ToArray());
    }

    [Fact]
    public void Marks_are_in_the_order_of_the_pairs_and_as_many()
    {
        Assert.Equal([1, 2], All.Where([true, false, false, false, true]).AllItems.ToArray());
        Assert.Equal(0, All.Where(new bool[5]).Count);
        Assert.Throws<ArgumentException>(() => All.Where([true]));
    }
}
