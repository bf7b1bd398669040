using Ecom.Models.Scoring;
using FsCheck.Xunit;

namespace Ecom.Models.Tests.Scoring;

public class TopKTests
{
    [Property]
    public void Select_equals_a_full_sort(int[] raw, byte k, byte[] excluded)
    {
        var scores = raw.Select(r => (float)(r % 7)).ToArray();
        var exclude = excluded.Select(e => (int)e).Order().ToArray();
        var expected = Enumerable.Range(0, scores.Length).Where(i => !exclude.Contains(i))
            .OrderByDescending(i => scores[i]).ThenBy(i => i).Take(k).Select(i => (i, scores[i]));

        Assert.Equal(expected, TopK.Select(scores, k, exclude));
    }

    [Fact]
    public void NaN_is_never_chosen() =>
        Assert.Equal([(1, 2f), (2, 1f)], TopK.Select([float.NaN, 2, 1, float.NaN], 4));

    [Fact]
    public void Where_nothing_is_kept_nothing_is_taken()
    {
        var best = new BestItems(0);
        Assert.False(best.Takes(float.PositiveInfinity));
        best.Offer(0, float.PositiveInfinity);
        Assert.Empty(best.Take());
    }
}
