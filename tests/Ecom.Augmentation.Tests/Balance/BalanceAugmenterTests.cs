using Ecom.Augmentation.Balance;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Contracts;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ecom.Augmentation.Tests.Balance;

public class BalanceAugmenterTests
{
    private static Interactions Generate(TrainingData data, Parameters parameters, int seed = 1)
    {
        using var generator = new BalanceAugmenter().Fit(data, parameters, Shops.Context(seed));
        return generator.Generate(data, parameters, Shops.Context(seed)).Generated!;
    }

    [Theory]
    [InlineData("uniform")]
    [InlineData("popularity")]
    [InlineData("hard")]
    public void Every_user_gets_the_target_ratio_of_negatives(string sampling)
    {
        var data = Shops.TwoGroups();
        var generated = Generate(data, Parameters.None.With("sampling", sampling).With("ratio", 2).With("weight", 0.3));
        for (var u = 0; u < data.Observed.UserCount; u++) Assert.Equal(2 * data.Observed.RowLength(u), generated.RowLength(u));
        Assert.All(generated.AllWeights.ToArray(), w => Assert.Equal(-0.3f, w));
    }

    [Property(MaxTest = 40)]
    public Property No_negative_is_observed_or_drawn_twice(PositiveInt seed, byte ratio) => Prop.ToProperty(Holds(seed.Get, ratio % 40));

    private static bool Holds(int seed, int ratio)
    {
        var data = Shops.TwoGroups(30, 12, seed);
        var generated = Generate(data, Parameters.None.With("ratio", ratio), seed);
        var pairs = generated.Entries().Select(e => (e.User, e.Item)).ToArray();
        return pairs.Distinct().Count() == pairs.Length
            && !pairs.Intersect(data.Observed.Entries().Select(e => (e.User, e.Item))).Any()
            && Enumerable.Range(0, 30).All(u => generated.RowLength(u) <= 12 - data.Observed.RowLength(u));
    }

    [Fact]
    public void Popularity_prefers_popular_items_and_uniform_does_not()
    {
        // Item 0 and 1 have 30 users each, items 2 … 9 one; users 60 … 99 touched item 10 only.
        var entries = Enumerable.Range(0, 60).Select(u => (u, u % 2)).Concat(Enumerable.Range(2, 8).Select(i => (i, i)))
            .Concat(Enumerable.Range(60, 40).Select(u => (u, 10))).ToList();
        var data = Shops.Of(100, 11, entries);
        double ShareOfHead(string sampling)
        {
            var drawn = Generate(data, Parameters.None.With("sampling", sampling).With("ratio", 1).With("alpha", 1))
                .Entries().Where(e => e.User >= 60).ToArray();
            return drawn.Count(e => e.Item < 2) / (double)drawn.Length;
        }
        Assert.True(ShareOfHead("popularity") > 0.7); // 60 of 68 expected
        Assert.True(ShareOfHead("uniform") < 0.5);    // 2 of 10 expected
    }

    [Fact]
    public void Hard_negatives_are_from_the_users_own_group_more_often()
    {
        var data = Shops.TwoGroups();
        double OwnGroup(string sampling)
        {
            var drawn = Generate(data, Parameters.None.With("sampling", sampling).With("ratio", 1).With("pool", 8)).Entries();
            return drawn.Count(e => e.Item / 12 == e.User % 2) / (double)drawn.Length;
        }
        Assert.True(OwnGroup("hard") > OwnGroup("popularity") + 0.2, $"{OwnGroup("hard")} against {OwnGroup("popularity")}");
    }

    [Fact]
    public void An_unknown_sampling_is_an_input_error() =>
        Assert.Throws<InputException>(() => Generate(Shops.TwoGroups(), Parameters.None.With("sampling", "7")));
}
