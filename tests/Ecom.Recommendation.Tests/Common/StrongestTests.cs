using Ecom.Recommendation.Common;
using FsCheck.Xunit;

namespace Ecom.Recommendation.Tests.Common;

public class StrongestTests
{
    [Property]
    public void Keeps_what_a_sort_by_strength_would(int[] raw, byte most)
    {
        var limit = 1 + (most % 9);
        // Distinct strengths, so that there is one right answer.
        var values = raw.Select(r => (float)(r % 1000)).DistinctBy(Math.Abs).ToArray();
        var kept = new Strongest(limit);
        for (var i = 0; i < values.Length; i++) kept.Offer(i, values[i]);
        var (items, found) = kept.Take();

        var expected = Enumerable.Range(0, values.Length).Where(i => values[i] != 0).OrderByDescending(i => Math.Abs(values[i])).Take(limit).Order().ToArray();
        Assert.Equal(expected, items);
        Assert.Equal(expected.Select(i => values[i]), found);
    }
}
