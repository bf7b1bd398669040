using Ecom.Evaluation.Ranking;
using FsCheck.Xunit;

namespace Ecom.Evaluation.Tests.Ranking;

public class RankingMetricsTests
{
    private static double[] Compute(int k, int relevant, params TieGroup[] groups)
    {
        var values = new double[RankingMetrics.PerCutOff];
        RankingMetrics.Compute(groups, relevant, [k], values);
        return values;
    }

    [Fact]
    public void A_ranking_computed_by_hand()
    {
        // Hits at positions 1 and 3 of 5, three relevant items in all.
        var values = Compute(5, 3, new TieGroup(0, 1, 1), new(1, 1, 0), new(2, 1, 1), new(3, 1, 0), new(4, 1, 0));

        Assert.Equal(2 / 5.0, values[0], 12);
        Assert.Equal(2 / 3.0, values[1], 12);
        Assert.Equal((1 + (1 / 2.0)) / (1 + (1 / Math.Log2(3)) + (1 / 2.0)), values[2], 12);
        Assert.Equal(1, values[3], 12);
        Assert.Equal((1 + (2 / 3.0)) / 3, values[4], 12);
        Assert.Equal(1, values[5], 12);
    }

    [Fact]
    public void The_ideal_list_is_cut_at_k()
    {
        var values = Compute(1, 4, new TieGroup(0, 1, 1));
        Assert.Equal(1, values[2], 12);
        Assert.Equal(1, values[4], 12);
        Assert.Equal(1 / 4.0, values[1], 12);
    }

    [Fact]
    public void One_hit_below_two_others_has_reciprocal_rank_a_third() =>
        Assert.Equal(1 / 3.0, Compute(5, 1, new TieGroup(0, 1, 0), new(1, 1, 0), new(2, 1, 1))[3], 12);

    [Fact]
    public void A_scorer_that_says_nothing_gets_what_chance_gets()
    {
        // 100 items with one score, 7 of them relevant.
        var values = Compute(10, 7, new TieGroup(0, 100, 7));
        Assert.Equal(.07, values[0], 12);
        Assert.Equal(.1, values[1], 12);
        var miss = Enumerable.Range(0, 10).Aggregate(1.0, (p, i) => p * (93 - i) / (100 - i));
        Assert.Equal(1 - miss, values[5], 12);
    }

    /// <summary>Ties: the closed form equals the mean over every order of the tied items.</summary>
    [Property(MaxTest = 60)]
    public void Equals_the_mean_over_all_orders(byte[] raw, byte relevantBits, byte cut)
    {
        var scores = raw.Take(6).Select(b => b % 3).ToArray();
        if (scores.Length == 0) return;
        var relevant = Enumerable.Range(0, scores.Length).Where(i => (relevantBits >> i & 1) == 1).ToArray();
        if (relevant.Length == 0) relevant = [0];
        var k = 1 + (cut % scores.Length);

        var groups = new List<TieGroup>();
        foreach (var value in scores.Distinct().OrderDescending())
            groups.Add(new TieGroup(scores.Count(s => s > value), scores.Count(s => s == value), relevant.Count(i => scores[i] == value)));
        var computed = new double[RankingMetrics.PerCutOff];
        RankingMetrics.Compute(groups.ToArray(), relevant.Length, [k], computed);

        var sums = new double[RankingMetrics.PerCutOff];
        var orders = Permutations(Enumerable.Range(0, scores.Length).ToArray()).Where(o => IsDescending(o, scores)).ToList();
        foreach (var order in orders)
        {
            var one = new double[RankingMetrics.PerCutOff];
            RankingMetrics.Compute([.. order.Select((item, p) => new TieGroup(p, 1, relevant.Contains(item) ? 1 : 0))], relevant.Length, [k], one);
            for (var m = 0; m < one.Length; m++) sums[m] += one[m];
        }
        for (var m = 0; m < sums.Length; m++) Assert.Equal(sums[m] / orders.Count, computed[m], 9);
    }

    private static bool IsDescending(int[] order, int[] scores)
    {
        for (var p = 1; p < order.Length; p++)
            if (scores[order[p]] > scores[order[p - 1]]) return false;
        return true;
    }

    private static IEnumerable<int[]> Permutations(int[] items)
    {
        if (items.Length == 1) return [items];
        return items.SelectMany(first => Permutations([.. items.Where(i => i != first)]), (first, rest) => (int[])[first, .. rest]);
    }
}
