using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Slim;

namespace Ecom.Recommendation.Tests.Slim;

public class SlimTests
{
    [Fact]
    public void Weights_satisfy_the_elastic_nets_optimality_conditions()
    {
        const double L1 = .5, L2 = 3;
        var data = TestData.Random(1);
        var n = data.ItemCount;
        using var model = new SlimFamily().Fit(
            data, Parameters.None.With("l1", L1).With("l2", L2).With("candidates", n).With("neighbours", n), TestData.Context);
        var x = TestData.Binary(data.Observed);
        double Gram(int a, int b) => Enumerable.Range(0, data.Observed.UserCount).Sum(u => x[u, a] * x[u, b]);
        var w = new double[n, n];
        var scores = new float[n];
        for (var source = 0; source < n; source++)
        {
            model.Score(new UserHistory(new[] { source }, new[] { 1f }, ReadOnlyMemory<long>.Empty), scores);
            for (var target = 0; target < n; target++) w[source, target] = scores[target] > 1e-7f ? scores[target] : 0;
        }
        for (var target = 0; target < n; target++)
        {
            Assert.Equal(0, w[target, target]);
            for (var source = 0; source < n; source++)
            {
                if (source == target) continue;
                var gradient = Gram(source, target) - Enumerable.Range(0, n).Sum(s => Gram(source, s) * w[s, target]) - (L2 * w[source, target]);
                if (w[source, target] > 0) Assert.Equal(L1, gradient, .02);
                else Assert.True(gradient <= L1 + .02, $"{source} → {target}: {gradient}");
            }
        }
    }
}
