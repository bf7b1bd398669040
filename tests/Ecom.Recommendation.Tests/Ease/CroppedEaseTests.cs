using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Ease;
using TorchSharp;

namespace Ecom.Recommendation.Tests.Ease;

public class CroppedEaseTests
{
    private static readonly int[][] Histories = [[0, 1, 2, 3], [0, 2], [1, 2, 4], [3, 4], [0, 1, 4]];
    private static readonly HistoryCrop Crop = new(1.5, 0.5, 1);
    private const int Items = 5;
    private const double Lambda = 0.7;

    /// <summary>E over all crops of x̃ x̃ᵀ and of x̃ xᵀ off the diagonal, by listing every subset with its probability.</summary>
    private static (double[,] Shown, double[,] Target) Enumerated()
    {
        var (shown, target) = (new double[Items, Items], new double[Items, Items]);
        foreach (var history in Histories)
        {
            var q = Math.Min(1, Crop.Size / history.Length);
            var weight = Math.Pow(q, -Crop.Exponent);
            for (var subset = 0; subset < 1 << history.Length; subset++)
            {
                var kept = history.Where((_, p) => (subset >> p & 1) == 1).ToArray();
                var chance = weight * Math.Pow(q, kept.Length) * Math.Pow(1 - q, history.Length - kept.Length);
                foreach (var i in kept)
                {
                    foreach (var j in kept) shown[i, j] += chance;
                    foreach (var j in history) target[i, j] += i == j ? 0 : chance;
                }
            }
        }
        return (shown, target);
    }

    [Fact]
    public void The_weights_solve_the_expected_regression_with_a_zero_diagonal()
    {
        var (users, items) = (new List<int>(), new List<int>());
        for (var u = 0; u < Histories.Length; u++)
        {
            foreach (var i in Histories[u])
            {
                users.Add(u);
                items.Add(i);
            }
        }
        var data = new TrainingData
        {
            Observed = Interactions.FromEntries(
                Histories.Length, Items, [.. users], [.. items], [.. users.Select(_ => 1f)], [.. users.Select((_, k) => (long)k)]),
            Crop = Crop,
        };
        using var model = new EaseFamily().Fit(data, Parameters.None.With("lambda", Lambda), new FitContext(1, 1));

        // For each target j: minimise over b with b_j = 0 the ridge regression whose normal matrix and right side were enumerated.
        var (shown, target) = Enumerated();
        using var scope = torch.NewDisposeScope();
        for (var j = 0; j < Items; j++)
        {
            var others = Enumerable.Range(0, Items).Where(i => i != j).ToArray();
            var a = torch.zeros(4, 4, torch.float64);
            var c = torch.zeros(4, 1, torch.float64);
            for (var r = 0; r < 4; r++)
            {
                c[r, 0] = target[others[r], j];
                for (var s = 0; s < 4; s++) a[r, s] = shown[others[r], others[s]] + (r == s ? Lambda : 0);
            }
            var expected = torch.linalg.solve(a, c).data<double>().ToArray();
            for (var r = 0; r < 4; r++)
            {
                var scores = new float[Items];
                model.Score(new UserHistory((int[])[others[r]], (float[])[1f], default), scores);
                Assert.Equal(expected[r], scores[j], 1e-4);
            }
        }
    }
}
