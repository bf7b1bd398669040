using Ecom.Augmentation.SideInfo;
using Ecom.Models;

namespace Ecom.Augmentation.Tests.SideInfo;

public class SideInfoAugmenterTests
{
    [Fact]
    public void Each_attribute_value_becomes_a_row_with_the_value_of_the_formula()
    {
        // Eight items: brands b0 and b1 with four each, categories c1 (items 1, 4, 7) and c2 (2, 5), words RED and THING on items 1 … 7.
        var data = Shops.Of(3, 8, [(0, 1), (1, 1), (2, 1)]);
        var parameters = Parameters.None.With("weight", 2).With("decay", 0.5).With("cold", 3).With("largest", 0.6);
        using var generator = new SideInfoAugmenter().Fit(data, parameters, Shops.Context());
        var generated = generator.Generate(data, parameters, Shops.Context()).Generated!;
        Assert.Equal(3 + 4, generated.UserCount); // the words are on too many items
        var categoryOne = Enumerable.Range(3, 4).Single(u => generated.Items(u).SequenceEqual([1, 4, 7]));
        var value = Math.Sqrt(2 * Math.Pow(3 / 10.0, -0.5));
        Assert.Equal([(float)(value / Math.Sqrt(1 + 3 / 3.0)), (float)value, (float)value], generated.Weights(categoryOne).ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.All(Enumerable.Range(0, 3), u => Assert.Equal(0, generated.RowLength(u)));
    }

    [Fact]
    public void Anonymous_sessions_become_rows_where_they_are_given_a_weight()
    {
        // The third session is of one item, which says nothing of two.
        var baskets = Shops.Of(3, 8, [(0, 1), (0, 4), (1, 1), (1, 2), (1, 5), (2, 6)]).Observed;
        var data = Shops.Of(3, 8, [(0, 1), (1, 1), (2, 1)]) with { Catalogue = null, Baskets = baskets };
        var parameters = Parameters.None.With("coViews", 2).With("decay", 0.5).With("cold", 3);
        using var generator = new SideInfoAugmenter().Fit(data, parameters, Shops.Context());
        Assert.Null(generator.Generate(data, parameters.With("coViews", 0), Shops.Context()).Generated);
        var generated = generator.Generate(data, parameters, Shops.Context()).Generated!;
        Assert.Equal(3 + 2, generated.UserCount);
        Assert.Equal([1, 2, 5], generated.Items(4).ToArray());
        var value = Math.Sqrt(2 * Math.Pow(3 / 10.0, -0.5));
        Assert.Equal([(float)(value / Math.Sqrt(1 + 3 / 3.0)), (float)value, (float)value], generated.Weights(4).ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(2, generator.Figures["coViews"]);
    }

    [Fact]
    public void Without_a_catalogue_nothing_is_added()
    {
        var data = Shops.TwoGroups() with { Catalogue = null };
        using var generator = new SideInfoAugmenter().Fit(data, Parameters.None, Shops.Context());
        Assert.Null(generator.Generate(data, Parameters.None, Shops.Context()).Generated);
    }
}
