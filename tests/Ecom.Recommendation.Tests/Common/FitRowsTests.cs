using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Tests.Common;

public class FitRowsTests
{
    [Fact]
    public void Completions_join_their_customer_and_generated_users_and_baskets_follow()
    {
        var data = new TrainingData
        {
            Observed = TestData.Matrix(2, 3, (0, 0, 4), (1, 1, 9)),
            Generated = TestData.Matrix(3, 3, (0, 1, .3f), (1, 1, -.5f), (2, 2, .7f)),
            Baskets = TestData.Matrix(1, 3, (0, 2, 16)),
        };
        var rows = FitRows.Of(data, .5f);
        Assert.Equal(4, rows.UserCount);
        Assert.Equal([0, 1], rows.Items(0).ToArray().Order());
        Assert.Equal(2f, rows.Weights(0)[rows.Items(0).IndexOf(0)]);
        Assert.Equal(.3f, rows.Weights(0)[rows.Items(0).IndexOf(1)]);
        Assert.Equal([2.5f], rows.Weights(1).ToArray());
        Assert.Equal([.7f], rows.Weights(2).ToArray());
        Assert.Equal([4f], rows.Weights(3).ToArray());
        Assert.Equal([2, 2.8f, 4.7f], FitRows.Prior(rows));
    }

    [Fact]
    public void Power_zero_counts_every_observed_pair_alike() =>
        Assert.All(FitRows.Of(TestData.Random(1), 0).AllWeights.ToArray(), w => Assert.Equal(1f, w));
}
