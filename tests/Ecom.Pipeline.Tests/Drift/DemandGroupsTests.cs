using Ecom.Pipeline.Drift;

namespace Ecom.Pipeline.Tests.Drift;

public sealed class DemandGroupsTests
{
    // Zipf over 200 products.
    private static readonly string[] Items = [.. Enumerable.Range(0, 200).Select(i => $"i{i}")];
    private static readonly float[] Popularity = [.. Enumerable.Range(1, 200).Select(rank => 1000f / rank)];
    private static readonly DemandGroups Groups = new(Items, Popularity);

    [Fact]
    public void The_demand_of_training_is_no_drift() => Assert.Equal(0, IndexOf(Groups, Demand(i => Popularity[i])), 6);

    [Fact]
    public void A_sample_of_it_is_none_either()
    {
        var random = new Random(1);
        var sums = new double[200];
        var total = 0d;
        for (var i = 0; i < 200; i++) sums[i] = total += Popularity[i];
        var sample = new Dictionary<string, double>();
        for (var n = 0; n < 1000; n++)
        {
            var at = Array.BinarySearch(sums, random.NextDouble() * total);
            var item = Items[at < 0 ? ~at : at];
            sample[item] = sample.GetValueOrDefault(item) + 1;
        }
        Assert.InRange(IndexOf(Groups, sample), 0, 0.05);
    }

    [Fact]
    public void What_sold_badly_selling_best_is_another_population() => Assert.InRange(IndexOf(Groups, Demand(i => Popularity[199 - i])), 0.25, 100);

    [Fact]
    public void A_few_new_products_are_no_drift_and_many_are()
    {
        Assert.InRange(WithUnknown(0.05), 0, 0.1);
        Assert.InRange(WithUnknown(0.3), 0.25, 100);
        Assert.True(WithUnknown(0.6) > WithUnknown(0.3));
    }

    [Fact]
    public void The_index_is_what_it_is_by_hand()
    {
        // Two products of one half each fall into the first and the sixth group; demand of nine to one: (.9 - .5) ln(.9 / .5) + (.1 - .5) ln(.1 / .5).
        var two = new DemandGroups(["a", "b"], [1, 1]);
        var expected = (0.4 * Math.Log(1.8)) - (0.4 * Math.Log(0.2));
        Assert.Equal(expected, IndexOf(two, new() { ["a"] = 9, ["b"] = 1 }), 9);
    }

    [Fact]
    public void Without_demand_there_is_no_drift() => Assert.Equal(0, IndexOf(Groups, []));

    private static double WithUnknown(double share)
    {
        var demand = Demand(i => Popularity[i]);
        demand["new"] = demand.Values.Sum() * share / (1 - share);
        return IndexOf(Groups, demand);
    }

    private static double IndexOf(DemandGroups groups, Dictionary<string, double> demand)
    {
        var sums = new double[DemandGroups.Count];
        foreach (var (item, weight) in demand) sums[groups.Of(item)] += weight;
        return groups.IndexOf(sums);
    }

    private static Dictionary<string, double> Demand(Func<int, double> of) => Enumerable.Range(0, 200).ToDictionary(i => Items[i], of);
}
