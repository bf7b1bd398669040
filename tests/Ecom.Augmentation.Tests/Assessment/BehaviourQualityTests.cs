using Ecom.Augmentation.Assessment;
using Ecom.Domain;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tests.Assessment;

public class BehaviourQualityTests
{
    private static TrainingData With(TrainingData data, int users, params (int User, int Item, float Weight)[] generated) => data with
    {
        Generated = Interactions.FromEntries(
            users, data.ItemCount, [.. generated.Select(g => g.User)], [.. generated.Select(g => g.Item)], [.. generated.Select(g => g.Weight)],
            [.. generated.Select((_, k) => 20_000L + k)]),
    };

    [Fact]
    public void Without_generated_behaviour_there_is_nothing_to_tell()
    {
        var data = Shops.TwoGroups();
        Assert.Null(BehaviourQuality.Of(data));
        Assert.Null(BehaviourQuality.Of(With(data, 120, (0, 3, -1))));
    }

    [Fact]
    public void Generated_copies_of_users_are_like_the_observed_ones()
    {
        var data = Shops.TwoGroups();
        var copies = data.Observed.Entries().Select(e => (e.User + 120, e.Item, 1f)).ToArray();
        var quality = BehaviourQuality.Of(With(data, 240, copies))!;
        Assert.Equal(0, quality.PopularityDistance, 9);
        Assert.Equal(0, quality.HistoryLengthDistance, 9);
        Assert.Equal(1, quality.CoOccurrenceCorrelation, 9);
        Assert.Equal(0, quality.CategoryTransitionDistance, 9);
    }

    [Fact]
    public void Distances_equal_a_hand_computed_case()
    {
        // Two users with items 0 and 1 (no category, c1), one with 1 and 2 (c1, c2); one user of ten items of category c1 is generated.
        var data = Shops.Of(3, 12, [(0, 0), (0, 1), (1, 0), (1, 1), (2, 1), (2, 2)]);
        var quality = BehaviourQuality.Of(With(data, 4, [.. new[] { 1, 4, 7, 10 }.Select(i => (3, i, 1f))]))!;
        // Lengths 2, 2, 2 become 2, 2, 2, 4.
        Assert.Equal(0.25, quality.HistoryLengthDistance, 9);
        // Observed steps: c1 → c2 once. Generated: c1 → c1 three times.
        Assert.Equal(1, quality.CategoryTransitionDistance, 9);
        // Item 1 has half of the observed interactions and a quarter of the generated ones; the others lie in no observed class but the last.
        Assert.Equal(0.75, quality.PopularityDistance, 9);
    }

    [Fact]
    public void Mixing_the_groups_loses_co_occurrence()
    {
        var data = Shops.TwoGroups();
        var random = new Random(1);
        var mixed = Enumerable.Range(0, 120).SelectMany(u => Enumerable.Range(0, 7).Select(_ => (120 + u, random.Next(24), 1f))).ToArray();
        Assert.True(BehaviourQuality.Of(With(data, 240, mixed))!.CoOccurrenceCorrelation < 0.5);
    }
}
