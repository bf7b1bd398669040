using Ecom.Recommendation.Contracts;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Tests.Search;

public class CustomerSharesTests
{
    [Fact]
    public void Shares_are_nested_and_rows_are_whole_or_empty()
    {
        var data = new TrainingData { Observed = TinyShop.Folds().Train };
        var shares = new CustomerShares(data, 3);
        int[] Users(double share) => [.. Enumerable.Range(0, TinyShop.Users).Where(u => shares.Of(share).Observed.RowLength(u) > 0)];
        Assert.Subset(Users(1.0 / 3).ToHashSet(), Users(1.0 / 9).ToHashSet());
        Assert.InRange(Users(1.0 / 3).Length, 12, 20);
        var third = shares.Of(1.0 / 3).Observed;
        Assert.All(Users(1.0 / 3), u => Assert.Equal(data.Observed.Items(u).ToArray(), third.Items(u).ToArray()));
        Assert.Equal(data.Observed.Count, shares.Of(1).Observed.Count);
    }
}
