using Ecom.Augmentation;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation;
using Ecom.Recommendation.Contracts;
using Ecom.Trainer.Fitting;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Tests.Fitting;

public class RecipeFitterTests
{
    private const long Limit = 16L << 30;

    private static string? Reason(string model, int users, int items, double budgetSeconds)
    {
        var data = new TrainingData { Observed = Interactions.Empty(users, items) };
        var family = RecommenderFamilies.Find(model);
        using var fitter = new RecipeFitter(family, Augmenters.Find("none"), data, new FitContext(1, 2));
        return fitter.OutOfReach(new Recipe(family.Proposals(data.Shape, 1).First(), Parameters.None), Limit, budgetSeconds);
    }

    [Theory]
    [InlineData("ease")]
    [InlineData("slim")]
    public void A_dense_matrix_of_a_hundred_thousand_items_is_out_of_reach_and_the_reason_names_them(string model)
    {
        var reason = Reason(model, 1_000_000, 100_000, 300);
        Assert.Contains("GiB for 100,000 items", reason!, StringComparison.Ordinal);
        Assert.Null(Reason(model, 1_000_000, 10_000, 300));
    }

    [Theory]
    [InlineData("popularity")]
    [InlineData("itemknn")]
    [InlineData("rp3beta")]
    [InlineData("ials")]
    public void What_is_meant_for_large_shops_is_not(string model) => Assert.Null(Reason(model, 1_000_000, 110_000, 300));

    [Fact]
    public void Time_counts_beside_memory()
    {
        // n³ at 10,000 items is minutes of dense kernels: too much for a search of a tenth of a second, little for one of five minutes.
        Assert.Contains("h a fit", Reason("ease", 1000, 10_000, .1)!, StringComparison.Ordinal);
        Assert.Null(Reason("ease", 1000, 10_000, 300));
    }
}
