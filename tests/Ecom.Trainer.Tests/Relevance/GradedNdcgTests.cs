using Ecom.Trainer.Relevance;

namespace Ecom.Trainer.Tests.Relevance;

public sealed class GradedNdcgTests
{
    [Fact]
    public void Agrees_with_the_definition()
    {
        // Gains 15, 1, 7 in this order against 15, 7, 1.
        var expected = (15 + (1 / Math.Log2(3)) + (7 / 2d)) / (15 + (7 / Math.Log2(3)) + (1 / 2d));
        Assert.Equal(expected, GradedNdcg.At(10, [4, 1, 3], [3, 2, 1]), 12);
        Assert.Equal(1, GradedNdcg.At(10, [4, 1, 3], [3, 1, 2]), 12);
    }

    [Fact]
    public void Ties_share_their_places_whatever_the_order_of_the_file()
    {
        var mean = (15 + 1) / 2d;
        var expected = (mean + (mean / Math.Log2(3))) / (15 + (1 / Math.Log2(3)));
        Assert.Equal(expected, GradedNdcg.At(10, [4, 1], [0, 0]), 12);
        Assert.Equal(expected, GradedNdcg.At(10, [1, 4], [0, 0]), 12);
        // A tie across the cut-off counts with its mean.
        Assert.Equal(mean / 15, GradedNdcg.At(1, [1, 4], [0, 0]), 12);
    }
}
