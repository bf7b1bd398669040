using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Fusion;

namespace Ecom.Recommendation.Tests.Fusion;

public class FusionTests
{
    [Fact]
    public void Without_an_order_every_pair_is_held_out_in_one_fold_and_fitted_in_the_others()
    {
        var data = Unordered(TestData.Random(3));
        var folds = InnerHoldout.Folds(data, 4, 1);

        Assert.Equal(4, folds.Count);
        Assert.Equal(Pairs(data.Observed), folds.SelectMany(f => Pairs(f.Task.Targets)).Order());
        foreach (var fold in folds)
        {
            Assert.Equal(Pairs(data.Observed), Pairs(fold.Fit.Observed).Concat(Pairs(fold.Task.Targets)).Order());
            Assert.InRange(fold.Task.Targets.Count, data.Observed.Count / 8, data.Observed.Count / 2);
        }
    }

    [Fact]
    public void With_an_order_the_only_fold_holds_out_the_newest_items()
    {
        var data = TestData.Random(3);
        var fold = Assert.Single(InnerHoldout.Folds(data, 4, 1));

        for (var u = 0; u < data.Observed.UserCount; u++)
        {
            var items = data.Observed.Items(u);
            Assert.Equal(items.Length >= 3 ? [items[^1]] : [], fold.Task.Targets.Items(u).ToArray());
        }
    }

    [Fact]
    public void A_mixture_of_candidates_has_the_ndcg_of_the_mixed_models()
    {
        var data = Unordered(TestData.Random(4));
        var holdout = InnerHoldout.Folds(data, 4, 1)[0];
        PartTransform[] transforms = [PartTransform.Standard, PartTransform.Log];
        float[] weights = [.5f, 2];
        IFittedModel[] parts =
        [
            .. ((string[])["ease", "rp3beta"]).Select(RecommenderFamilies.Find)
                .Select(f => f.Fit(holdout.Fit, f.Proposals(holdout.Fit.Shape, 1).First(), TestData.Context)),
        ];
        var expected = RankingEvaluator.Evaluate(
            new FusionScorer(parts, transforms, weights), holdout.Task, new RankingOptions { CutOffs = [5], Slices = false, Resamples = 0 }).Users;

        for (var u = 0; u < expected.Users.Length; u++)
        {
            var candidates = CandidateScores.Of(parts, transforms, data.ItemCount, holdout.Task, expected.Users[u]);
            Assert.Equal(expected.Values("ndcg@5")[u], candidates.Ndcg(weights, new float[candidates.Count], 5), .00001);
        }
    }

    [Fact]
    public void What_does_not_help_is_left_out()
    {
        var data = Unordered(TestData.Random(7, users: 120, items: 30, pairs: 1500));
        using var model = new FusionFamily([new NoiseFamily(), RecommenderFamilies.Find("ease")])
            .Fit(data, Parameters.None.With("innerTrials", 4), TestData.Context);
        var directory = Directory.CreateTempSubdirectory("ecom-fusion-");
        try
        {
            model.Export(directory.FullName);
            using var read = ModelDirectory.Open(directory.FullName);
            Assert.Equal(["innerTrials", "weight-ease"], read.Header.Parameters.Values.Keys.Order());
        }
        finally
        {
            directory.Delete(true);
        }
    }

    [Fact]
    public void Without_an_order_the_estimate_counts_the_fits_of_the_folds()
    {
        var family = RecommenderFamilies.Find("fusion");
        var shape = new TrainingShape(1000, 500, 20000, Ordered: true);
        var parameters = family.Proposals(shape, 1).First();

        Assert.Equal(55.0 / 15, family.Estimate(shape with { Ordered = false }, parameters).Operations / family.Estimate(shape, parameters).Operations, .01);
    }

    private static TrainingData Unordered(TrainingData data)
    {
        var all = data.Observed;
        return data with
        {
            Observed = Interactions.FromEntries(all.UserCount, all.ItemCount, all.RowIndices(), all.AllItems, all.AllWeights, new long[all.Count]),
        };
    }

    private static IEnumerable<(int User, int Item)> Pairs(Interactions rows) =>
        rows.RowIndices().Zip(rows.AllItems.ToArray()).Order();

    /// <summary>Scores that know nothing.</summary>
    private sealed class NoiseFamily : IRecommenderFamily
    {
        public string Name => "noise";

        public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed) => [Parameters.None];

        public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new(1, 1);

        public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context) => new Noise(data.ItemCount);
    }

    private sealed class Noise(int items) : IFittedModel
    {
        public int ItemCount => items;

        public void Score(in UserHistory history, Span<float> scores)
        {
            var random = new Random(history.Items.Length);
            for (var i = 0; i < items; i++) scores[i] = random.NextSingle();
        }

        public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => [];

        public void Export(string directory) => throw new NotSupportedException();

        public void Dispose() { }
    }
}
