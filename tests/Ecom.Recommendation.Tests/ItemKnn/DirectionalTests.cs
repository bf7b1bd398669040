using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.ItemKnn;

namespace Ecom.Recommendation.Tests.ItemKnn;

public class DirectionalTests
{
    [Fact]
    public void What_follows_scores_higher_than_what_precedes()
    {
        // Everyone takes 0, then 1, then 2.
        var observed = TestData.Matrix(6, 3, [.. Enumerable.Range(0, 6).SelectMany(u => new[] { (u, 0, 1f), (u, 1, 1f), (u, 2, 1f) })]);
        using var model = new DirectionalFamily().Fit(
            new TrainingData { Observed = observed },
            Parameters.None.With("fade", .5).With("backward", .1).With("source", 0).With("target", 0).With("shrink", 1).With("power", 1), TestData.Context);
        var scores = new float[3];
        model.Score(new UserHistory(new[] { 1 }, new[] { 1f }, new[] { 9L }), scores);
        Assert.Equal(6 / 2f, scores[2], 4);
        Assert.Equal(.6f / 2, scores[0], 4);
        model.Score(new UserHistory(new[] { 0 }, new[] { 1f }, new[] { 9L }), scores);
        Assert.Equal(3 / 2f, scores[2], 4);
    }

    [Fact]
    public void A_slope_lets_a_pair_count_by_a_power_of_its_distance()
    {
        var observed = TestData.Matrix(2, 4, [.. Enumerable.Range(0, 2).SelectMany(u => Enumerable.Range(0, 4).Select(i => (u, i, 1f)))]);
        using var model = new DirectionalFamily().Fit(
            new TrainingData { Observed = observed },
            Parameters.None.With("fade", 1).With("slope", .5).With("backward", 0).With("source", 0).With("target", 0).With("shrink", 1).With("power", 1), TestData.Context);
        var scores = new float[4];
        model.Score(new UserHistory(new[] { 0 }, new[] { 1f }, new[] { 9L }), scores);
        Assert.Equal([1f, MathF.Sqrt(.5f), MathF.Sqrt(1 / 3f)], scores[1..].Select(s => s).ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }
}
