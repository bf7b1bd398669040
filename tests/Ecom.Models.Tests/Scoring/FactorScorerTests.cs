using Ecom.Models.Scoring;

namespace Ecom.Models.Tests.Scoring;

public class FactorScorerTests
{
    private static float[] Random(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 37, 7)]
    [InlineData(8, 64, 16)]
    [InlineData(9, 100, 3)]
    [InlineData(13, 160, 65)]
    public void The_packed_product_equals_the_plain_one(int users, int items, int d)
    {
        var (factors, vectors) = (Random(items * d, 1), Random(users * d, 2));
        var scores = new float[users * items];
        new PackedFactors(factors, items, d).Multiply(vectors, users, scores);
        for (var u = 0; u < users; u++)
        {
            for (var i = 0; i < items; i++)
            {
                var expected = Enumerable.Range(0, d).Sum(k => (double)vectors[(u * d) + k] * factors[(i * d) + k]);
                Assert.Equal(expected, scores[(u * items) + i], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(12, 5, 3)]
    [InlineData(40, 16, 33)]
    [InlineData(100, 67, 70)]
    public void The_ridge_step_satisfies_its_normal_equations(int n, int d, int count)
    {
        const float Alpha = .3f, Lambda = .2f, Nu = .7f;
        var v = Random(n * d, 3);
        int[] items = [.. Enumerable.Range(0, count).Select(p => (p * 3) % n).Distinct()];
        float[] weights = [.. items.Select((_, p) => 1 + (p % 3) - .5f)];
        var u = new float[d];
        var solver = new RidgeSolver(RidgeSolver.Gram(v, d), d, Alpha, Lambda, Nu, n);
        // Twice: a solver is used for user after user.
        solver.Solve(v, [0], [3f], u);
        solver.Solve(v, items, weights, u);

        double V(int row, int k) => v[(row * d) + k];
        double Score(int row) => Enumerable.Range(0, d).Sum(k => V(row, k) * u[k]);
        var regularisation = Lambda * Math.Pow(items.Length + (Alpha * n), Nu);
        for (var k = 0; k < d; k++)
        {
            var gradient = (Alpha * Enumerable.Range(0, n).Sum(r => Score(r) * V(r, k))) + (regularisation * u[k]);
            for (var p = 0; p < items.Length; p++) gradient += weights[p] * (Score(items[p]) - 1) * V(items[p], k);
            Assert.Equal(0, gradient, 1e-4);
        }
    }

    [Fact]
    public void The_pairwise_step_puts_history_items_above_others_and_repeats()
    {
        const int N = 300, D = 8;
        var (factors, bias) = (Random(N * D, 8), new float[N]);
        int[] items = [3, 50, 120, 222];
        float[] weights = [1, 1, 1, 1];
        var (u, again, strict) = (new float[D], new float[D], new float[D]);
        var solver = new PairwiseSolver(factors, bias, D, .001f);
        solver.Solve(items, weights, u);
        solver.Solve([9], [1], again);
        solver.Solve(items, weights, again);
        Assert.Equal(u, again);

        double Score(int row, float[] user) => Enumerable.Range(0, D).Sum(k => (double)factors[(row * D) + k] * user[k]);
        double Ahead(float[] user) => Enumerable.Range(0, N).Where(j => !items.Contains(j)).Average(j => items.Average(i => Score(i, user) > Score(j, user) ? 1.0 : 0));
        Assert.True(Ahead(u) > .8, $"{Ahead(u)}");

        new PairwiseSolver(factors, bias, D, 10).Solve(items, weights, strict);
        Assert.True(strict.Sum(x => x * x) < .1 * u.Sum(x => x * x));
    }

    [Fact]
    public void A_block_scores_as_its_users_one_by_one_and_a_stranger_gets_popularity()
    {
        var scorer = new FactorScorer(Random(20 * 4, 4), Random(20, 5), Random(20, 6), new FactorSettings(FoldIn.Ridge, ProfileWeighting.Binary, .1f, .1f, 1));
        UserHistory[] users =
        [
            new(new[] { 1, 2 }, new[] { 1f, 1f }, ReadOnlyMemory<long>.Empty), new(new[] { 7 }, new[] { 1f }, ReadOnlyMemory<long>.Empty),
            new(ReadOnlyMemory<int>.Empty, ReadOnlyMemory<float>.Empty, ReadOnlyMemory<long>.Empty),
        ];
        var block = new float[60];
        scorer.ScoreBlock(users, block);
        var one = new float[20];
        for (var u = 0; u < 3; u++)
        {
            scorer.Score(users[u], one);
            for (var i = 0; i < 20; i++) Assert.Equal(one[i], block[(u * 20) + i], 1e-5f);
        }
        Assert.Equal(Random(20, 6), one);
    }
}
