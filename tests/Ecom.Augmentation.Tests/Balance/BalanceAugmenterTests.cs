using Ecom.Augmentation.Balance;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Common;
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
    [InlineData("batch")]
    public void Every_user_gets_the_target_ratio_of_negatives(string sampling)
    {
        var data = Shops.TwoGroups();
        var generated = Generate(data, Parameters.None.With("sampling", sampling).With("ratio", 2).With("weight", 0.3));
        for (var u = 0; u < data.Observed.UserCount; u++) Assert.Equal(2 * data.Observed.RowLength(u), generated.RowLength(u));
        if (sampling != "batch") Assert.All(generated.AllWeights.ToArray(), w => Assert.Equal(-0.3f, w));
        else Assert.All(generated.AllWeights.ToArray(), w => Assert.InRange(w, -3f, -.001f));
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
    public void Negatives_of_a_batch_are_what_others_touched_and_count_as_uniform_ones_would()
    {
        // Items 0 … 3 have 150 users each, items 4 … 7 fifty; everybody else touched item 8 only.
        var entries = Enumerable.Range(0, 600).Select(u => (u, u % 4)).Concat(Enumerable.Range(600, 200).Select(u => (u, 4 + (u % 4))))
            .Concat(Enumerable.Range(800, 3000).Select(u => (u, 8))).ToList();
        var data = Shops.Of(3800, 10, entries);
        var generated = Generate(data, Parameters.None.With("sampling", "batch").With("batch", 128).With("ratio", 1).With("weight", 1));
        var drawn = generated.Entries().Where(e => e.User >= 800).ToArray();

        Assert.DoesNotContain(9, drawn.Select(e => e.Item)); // nobody touched it
        double Of(Func<(int User, int Item, float Weight, long Time), bool> kind) => drawn.Where(kind).Sum(e => e.Weight);
        Assert.True(drawn.Count(e => e.Item < 4) > 2.4 * drawn.Count(e => e.Item is >= 4 and < 8));
        Assert.InRange(Of(e => e.Item < 4) / Of(e => e.Item is >= 4 and < 8), .8, 1.25);
    }

    [Fact]
    public void By_inverse_propensity_a_pair_of_a_rare_item_counts_more_up_to_a_bound()
    {
        var entries = Enumerable.Range(0, 400).Select(u => (u, 0)).Concat(Enumerable.Range(0, 100).Select(u => (u, 1))).Append((7, 2)).ToList();
        var data = Shops.Of(400, 4, entries);
        using var generator = new BalanceAugmenter().Fit(data, Parameters.None, Shops.Context(1));
        var balanced = generator.Generate(data, Parameters.None.With("ratio", 0).With("propensity", .5), Shops.Context(1));

        Assert.Equal(101, balanced.Generated!.Count);
        var fitted = FitRows.Of(balanced, 0).Entries().ToArray();
        Assert.Equal(data.Observed.Count, fitted.Length);
        Assert.All(fitted, e => Assert.Equal(e.Item switch { 0 => 1f, 1 => 2f, _ => 10f }, e.Weight, 4));
        Assert.Equal(data.Observed.Entries().Select(e => e.Time), fitted.Select(e => e.Time));
    }

    [Fact]
    public void An_unknown_sampling_is_an_input_error() =>
        Assert.Throws<InputException>(() => Generate(Shops.TwoGroups(), Parameters.None.With("sampling", "7")));
}
