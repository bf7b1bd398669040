using Ecom.Augmentation.Operators;
using Ecom.Domain;
using Ecom.Models;

namespace Ecom.Augmentation.Tests.Operators;

public class OperatorsAugmenterTests
{
    private static readonly int[] Items = [.. Enumerable.Range(0, 10)];

    private static int[] Apply(string name, int seed = 1, double rate = 0.3) => SequenceOperators.Apply(name, Items, rate, i => i + 100, new Random(seed));

    [Fact]
    public void A_crop_is_a_stretch_of_the_history() =>
        Assert.All(Enumerable.Range(0, 20).Select(s => Apply("crop", s)), c => Assert.Equal(Enumerable.Range(c[0], 7), c));

    [Fact]
    public void A_mask_leaves_items_out_and_keeps_the_order() =>
        Assert.All(Enumerable.Range(0, 20).Select(s => Apply("mask", s)), m => Assert.Equal((7, true), (m.Distinct().Count(), m.SequenceEqual(m.Order()))));

    [Fact]
    public void A_reorder_moves_one_stretch_only()
    {
        var all = Enumerable.Range(0, 20).Select(s => Apply("reorder", s)).ToArray();
        Assert.All(all, r => Assert.Equal(Items, r.Order()));
        Assert.All(all, r => Assert.True(r.Index().Where(e => e.Item != e.Index).Select(e => e.Index).DefaultIfEmpty(0).ToArray() is var moved && moved.Max() - moved.Min() < 3));
        Assert.Contains(all, r => !r.SequenceEqual(Items));
    }

    [Fact]
    public void Substitutes_and_insertions_are_like_items_in_their_places()
    {
        var substituted = Apply("substitute");
        Assert.Equal(Items, substituted.Select(i => i % 100));
        Assert.Equal(3, substituted.Count(i => i >= 100));
        var inserted = Apply("insert");
        Assert.Equal(Items, inserted.Where(i => i < 100));
        Assert.Equal(13, inserted.Length);
        Assert.All(inserted.Index().Where(e => e.Item >= 100), e => Assert.Equal(e.Item - 100, inserted[e.Index + 1]));
        // What is in the history already is not put there twice.
        Assert.Equal(Items, SequenceOperators.Apply("insert", Items, 0.9, i => (i + 1) % 10, new Random(1)));
    }

    [Fact]
    public void Copies_stay_in_their_group_keep_their_order_and_the_privacy_floor()
    {
        var data = Shops.TwoGroups();
        var augmenter = Augmenters.Find("operators");
        foreach (var name in SequenceOperators.Names)
        {
            var parameters = Parameters.None.With("operator", name).With("copies", 2);
            using var generator = augmenter.Fit(data, parameters, Shops.Context());
            var generated = generator.Generate(data, parameters, Shops.Context()).Generated!;
            Assert.Equal(3 * 120, generated.UserCount);
            // The likest item of an item is of its own half.
            Assert.All(Enumerable.Range(120, 240), u => Assert.Single(generated.Items(u).ToArray().Select(i => i / 12).Distinct()));
        }
        var rare = Shops.Of(20, 3, [.. Enumerable.Range(0, 20).SelectMany(u => new[] { (u, 0), (u, 1) }), .. Enumerable.Range(0, 9).Select(u => (u, 2))]);
        using var careful = augmenter.Fit(rare, Parameters.None, Shops.Context());
        Assert.DoesNotContain(2, careful.Generate(rare, Parameters.None, Shops.Context()).Generated!.AllItems.ToArray());
    }

    [Fact]
    public void An_unknown_operator_is_an_input_error() => Assert.Throws<InputException>(() => Apply("magic"));
}
