using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Ease;

namespace Ecom.Recommendation.Tests.Ease;

public class DropoutEaseTests
{
    private const int Items = 4;
    private const double Dropout = .4, Lambda = .3;
    private static readonly int[][] Histories = [[0, 1, 2], [0, 2], [1, 3], [0, 1, 2, 3], [2, 3]];

    /// <summary>
    /// Σ over histories, over every subset that dropout can leave with its chance, of (x_j − z·b)² with z rescaled by 1/(1 − p), plus λ‖b‖²: the objective as it is
    /// defined, without any algebra on it.
    /// </summary>
    private static double Objective(int target, double[] weights)
    {
        var loss = Lambda * weights.Sum(w => w * w);
        foreach (var history in Histories)
        {
            for (var subset = 0; subset < 1 << history.Length; subset++)
            {
                var kept = history.Where((_, p) => (subset >> p & 1) == 1).ToArray();
                var chance = Math.Pow(1 - Dropout, kept.Length) * Math.Pow(Dropout, history.Length - kept.Length);
                var error = (history.Contains(target) ? 1 : 0) - kept.Sum(i => weights[i] / (1 - Dropout));
                loss += chance * error * error;
            }
        }
        return loss;
    }

    private static double[] Weights(int target, double dropout)
    {
        var entries = Histories.SelectMany((h, u) => h.Select(i => (u, i, 1f))).ToArray();
        using var model = new EaseFamily().Fit(
            new TrainingData { Observed = TestData.Matrix(Histories.Length, Items, entries) },
            Parameters.None.With("lambda", Lambda).With("dropout", dropout), TestData.Context);
        var weights = new double[Items];
        var scores = new float[Items];
        for (var source = 0; source < Items; source++)
        {
            if (source == target) continue;
            model.Score(new UserHistory(new[] { source }, new[] { 1f }, default), scores);
            weights[source] = scores[target];
        }
        return weights;
    }

    [Fact]
    public void The_weights_of_every_target_minimise_the_expected_loss_among_those_without_itself()
    {
        for (var target = 0; target < Items; target++)
        {
            var weights = Weights(target, Dropout);
            var least = Objective(target, weights);
            Assert.True(least < Objective(target, Weights(target, 0)) - 1e-4, "Plain EASE should lose under dropout.");
            for (var source = 0; source < Items; source++)
            {
                if (source == target) continue;
                foreach (var step in new[] { -.01, .01 })
                {
                    var moved = (double[])weights.Clone();
                    moved[source] += step;
                    Assert.True(Objective(target, moved) > least, $"Moving {source} → {target} by {step} lowers the loss.");
                }
                // Convex and quadratic: the slope at the minimum is zero, not only higher values a step away.
                var (up, down) = ((double[])weights.Clone(), (double[])weights.Clone());
                up[source] += 1e-3;
                down[source] -= 1e-3;
                Assert.Equal(0, (Objective(target, up) - Objective(target, down)) / 2e-3, 1e-4);
            }
        }
    }

    [Fact]
    public void A_certain_dropout_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Weights(0, 1));
}
