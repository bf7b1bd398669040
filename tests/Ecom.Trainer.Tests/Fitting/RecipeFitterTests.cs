using Ecom.Augmentation;
using Ecom.Augmentation.Contracts;
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

    [Fact]
    public void Recipes_of_one_fit_key_share_a_fitted_generator_and_others_do_not()
    {
        var data = new TrainingData { Observed = Interactions.FromEntries(2, 3, [0, 0, 1], [0, 1, 1], [1, 1, 1], [1, 2, 3]) };
        var augmenter = new Counting();
        using (var fitter = new RecipeFitter(RecommenderFamilies.Find("popularity"), augmenter, data, new FitContext(1, 1)))
        {
            foreach (var (weight, size) in new[] { (.1, 1), (.5, 1), (.5, 2), (.1, 2), (.1, 1) })
                fitter.Fit(new Recipe(Parameters.None, Parameters.None.With("weight", weight).With("size", size))).Dispose();
            Assert.Equal((2, 5, 0), (augmenter.Fits, augmenter.Generated, augmenter.Disposed));
        }
        Assert.Equal(2, augmenter.Disposed);
    }

    /// <summary>Its generators depend on <c>size</c> and not on <c>weight</c>.</summary>
    private sealed class Counting : IAugmenter, IGenerator
    {
        public int Fits { get; private set; }
        public int Generated { get; private set; }
        public int Disposed { get; private set; }
        public string Name => "counting";
        public IReadOnlyDictionary<string, double> Figures => new Dictionary<string, double>();

        public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed) => [Parameters.None];

        public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new(0, 0);

        public string FitKey(Parameters parameters) => $"{parameters.Number("size", 0)}";

        public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context)
        {
            Fits++;
            return this;
        }

        public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context)
        {
            Generated++;
            return data;
        }

        public void Dispose() => Disposed++;
    }
}
