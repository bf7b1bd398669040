using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Ease;
using MathNet.Numerics.LinearAlgebra;

namespace Ecom.Recommendation.Tests.Ease;

public class EaseTests
{
    [Fact]
    public void Equals_the_closed_form_in_double_precision()
    {
        var data = TestData.Random(1);
        using var model = new EaseFamily().Fit(data, Parameters.None.With("lambda", 20), TestData.Context);

        var x = Matrix<double>.Build.DenseOfArray(TestData.Binary(data.Observed));
        var n = data.ItemCount;
        var p = ((x.Transpose() * x) + (Matrix<double>.Build.DenseIdentity(n) * 20)).Inverse();
        var scores = new float[n];
        for (var source = 0; source < n; source++)
        {
            model.Score(new UserHistory(new[] { source }, new[] { 1f }, ReadOnlyMemory<long>.Empty), scores);
            for (var target = 0; target < n; target++)
                Assert.Equal(source == target ? 0 : -p[source, target] / p[target, target], scores[target], 1e-5);
        }
    }

    [Fact]
    public void A_hundred_thousand_items_are_estimated_at_over_a_hundred_gigabytes()
    {
        var estimate = new EaseFamily().Estimate(new TrainingShape(1_000_000, 100_000, 20_000_000), Parameters.None);
        Assert.InRange(estimate.Bytes, 1.1e11, 1.5e11);
    }

    [Fact]
    public void Anonymous_baskets_and_generated_rows_count()
    {
        var data = TestData.Random(1);
        var baskets = data with { Baskets = TestData.Random(2).Observed };
        var generated = data with { Generated = TestData.Random(3, users: 60).Observed };
        var parameters = Parameters.None.With("lambda", 20);
        float[] Scores(TrainingData from)
        {
            using var model = new EaseFamily().Fit(from, parameters, TestData.Context);
            var scores = new float[from.ItemCount];
            model.Score(UserHistory.Of(data.Observed, 0), scores);
            return scores;
        }
        Assert.NotEqual(Scores(data), Scores(baskets));
        Assert.NotEqual(Scores(data), Scores(generated));
    }
}
