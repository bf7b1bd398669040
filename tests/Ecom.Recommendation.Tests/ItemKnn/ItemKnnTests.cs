using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.ItemKnn;

namespace Ecom.Recommendation.Tests.ItemKnn;

public class ItemKnnTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    public void Equals_the_definition(int neighbours)
    {
        var data = TestData.Random(4);
        var parameters = Parameters.None.With("neighbours", neighbours).With("shrink", 5);
        using var model = new ItemKnnFamily().Fit(data, parameters, TestData.Context);
        var x = TestData.Binary(data.Observed);
        var n = data.ItemCount;
        double Dot(int a, int b) => Enumerable.Range(0, data.Observed.UserCount).Sum(u => x[u, a] * x[u, b]);
        double Cosine(int a, int b) => Dot(a, b) / (Math.Sqrt(Dot(a, a) * Dot(b, b)) + 5 + 1e-9);
        var scores = new float[n];
        for (var source = 0; source < n; source++)
        {
            model.Score(new UserHistory(new[] { source }, new[] { 1f }, ReadOnlyMemory<long>.Empty), scores);
            for (var target = 0; target < n; target++)
            {
                if (source == target) continue;
                // Among the target's strongest sources: at most so many may be stronger.
                var stronger = Enumerable.Range(0, n).Count(s => s != target && (float)Cosine(s, target) > (float)Cosine(source, target));
                if (stronger >= neighbours) Assert.InRange(scores[target], 0, 1e-6f);
                else if (scores[target] > 1e-6f) Assert.Equal(Cosine(source, target), scores[target], 1e-5);
            }
        }
    }

    [Fact]
    public void Normalised_weights_of_a_target_add_up_to_one()
    {
        var data = TestData.Random(4);
        using var model = new ItemKnnFamily().Fit(
            data, Parameters.None.With("neighbours", 5).With("shrink", 1).With("normalise", 1), TestData.Context);
        var sums = new double[data.ItemCount];
        var scores = new float[data.ItemCount];
        for (var source = 0; source < data.ItemCount; source++)
        {
            model.Score(new UserHistory(new[] { source }, new[] { 1f }, ReadOnlyMemory<long>.Empty), scores);
            for (var target = 0; target < sums.Length; target++) sums[target] += scores[target];
        }
        Assert.All(sums, s => Assert.Equal(1, s, 1e-4));
    }
}
