using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.ItemKnn;

namespace Ecom.Recommendation.Tests.ItemKnn;

/// <summary>Cosines carried on with new rows alone, against a fit on all of them.</summary>
public class ItemKnnUpdateTests
{
    private static readonly Interactions All = TestData.Random(3).Observed;

    [Fact]
    public void With_no_list_cut_it_is_what_a_fit_on_everything_gives_new_items_included()
    {
        var (family, setting) = Family(16);
        var old = All.Where((u, i) => i != 15 && (u + i) % 4 != 0);
        using var before = family.Fit(new TrainingData { Observed = old }, setting, TestData.Context);
        using var updated = (ItemItemModel)family.Update(before, News(old), TestData.Context);
        using var fitted = (ItemItemModel)family.Fit(new TrainingData { Observed = All }, setting, TestData.Context);

        Assert.Empty(((ItemItemModel)before).Rows.Columns(15).ToArray());
        Assert.NotEmpty(updated.Rows.Columns(15).ToArray());
        Assert.Equal(fitted.Prior.ToArray(), updated.Prior.ToArray());
        Assert.Equal(fitted.Rows.Items, updated.Rows.Items);
        Assert.Equal(fitted.Rows.Weights, updated.Rows.Weights, (a, b) => Math.Abs(a - b) < 1e-4 * Math.Abs(a));
    }

    [Fact]
    public void Without_news_nothing_moves()
    {
        var (family, setting) = Family(4);
        using var before = (ItemItemModel)family.Fit(new TrainingData { Observed = All }, setting, TestData.Context);
        using var updated = (ItemItemModel)family.Update(before, new NewRows(Interactions.Empty(0, 16), Interactions.Empty(0, 16), 40), TestData.Context);
        Assert.Equal(before.Rows.Items, updated.Rows.Items);
        Assert.Equal(before.Rows.Weights, updated.Rows.Weights, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void An_exported_model_is_opened_under_other_numbers()
    {
        var (family, setting) = Family(6);
        var folder = Directory.CreateTempSubdirectory("ecom-pairs-");
        try
        {
            using var before = (ItemItemModel)family.Fit(new TrainingData { Observed = All }, setting, TestData.Context);
            before.Export(folder.FullName);
            // From the other end, the last one gone, two places free.
            int[] numbers = [.. Enumerable.Range(0, 16).Select(i => i == 15 ? -1 : 17 - i)];
            using var opened = (ItemItemModel)family.Open(folder.FullName, numbers, 18);
            for (var s = 0; s < 15; s++)
                for (var t = 0; t < 15; t++) Assert.Equal(before.Weight(s, t), opened.Weight(17 - s, 17 - t));
            Assert.Equal(before.Prior[3], opened.Prior[14]);
            Assert.Equal(0, opened.Prior[1]);
            Assert.Contains("16 items", Assert.Throws<InputException>(() => family.Open(folder.FullName, [0], 1)).Message, StringComparison.Ordinal);
            Directory.Delete(folder.FullName, recursive: true);
            folder.Create();
            using var other = RecommenderFamilies.Find("rp3beta").Fit(new TrainingData { Observed = All }, Parameters.None, TestData.Context);
            other.Export(folder.FullName);
            Assert.Contains("rp3beta", Assert.Throws<InputException>(() => family.Open(folder.FullName, numbers, 18)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Settings_that_do_not_tell_their_sums_are_fitted_anew()
    {
        IIncrementalFamily family = new ItemKnnFamily();
        Assert.True(family.Carries(Parameters.None.With("shrink", 3)));
        foreach (var name in new[] { "power", "idf", "normalise" })
        {
            var setting = Parameters.None.With(name, 1);
            Assert.False(family.Carries(setting));
            using var model = family.Fit(new TrainingData { Observed = All }, setting, TestData.Context);
            Assert.Throws<ArgumentException>(() => family.Update(model, News(All), TestData.Context));
        }
    }

    private static (IIncrementalFamily Family, Parameters Setting) Family(int neighbours) =>
        (new ItemKnnFamily(), Parameters.None.With("neighbours", neighbours).With("shrink", 2));

    /// <summary>The rows that have grown, as they were and as they are.</summary>
    private static NewRows News(Interactions old)
    {
        var grown = Enumerable.Range(0, All.UserCount).Where(u => All.RowLength(u) > old.RowLength(u)).ToHashSet();
        return new NewRows(old.Where((u, _) => grown.Contains(u)), All.Where((u, _) => grown.Contains(u)), All.UserCount);
    }
}
