using Ecom.Serving.Catalogue;

namespace Ecom.Serving.Tests.Catalogue;

public sealed class ItemMaskTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Agrees_with_a_plain_array_at_every_length(int length)
    {
        var random = new Random(length);
        var expected = Enumerable.Range(0, length).Select(_ => random.Next(2) == 0).ToArray();
        var prices = Enumerable.Range(0, length).Select(k => k % 5 == 0 ? float.NaN : random.Next(100)).ToArray();
        var listed = Enumerable.Range(0, length).Where(_ => random.Next(3) > 0).ToArray();
        using var mask = ItemMask.None(length);
        for (var i = 0; i < length; i++) if (expected[i]) mask.Allow(i);
        Assert.Equal(expected.Count(e => e), mask.Count);

        mask.AndBetween(prices, 0, 60);
        mask.And(listed);
        mask.Forbid(0);

        var scores = Enumerable.Range(0, length).Select(i => (float)i).ToArray();
        mask.Apply(scores);
        for (var i = 0; i < length; i++)
        {
            var allowed = expected[i] && prices[i] <= 60 && listed.Contains(i) && i > 0;
            Assert.Equal(allowed, mask[i]);
            Assert.Equal(allowed ? i : float.NaN, scores[i]);
        }
    }

    [Theory]
    [InlineData("audio.headphones", "audio.headphones,audio")]
    [InlineData("Home > Kitchen > Pans", "home > kitchen > pans,home > kitchen,home")]
    [InlineData("plain", "plain")]
    public void A_category_counts_as_everything_above_it(string category, string expected) =>
        Assert.Equal(expected.Split(','), CategoryPath.SelfAndAbove(category));
}
