using Ecom.Models.Scoring;

namespace Ecom.Models.Tests.Scoring;

public sealed class RidgeSolverTests
{
    private const int Rows = 30, D = 5;
    private static readonly float[] Factors = Random(3, Rows * D);
    private static readonly RidgeSolver Solver = new(RidgeSolver.Gram(Factors, D), D, .2f, .05f, .7f, Rows);

    [Fact]
    public void The_step_again_is_the_step_on_all_pairs_where_the_stand_in_is_exact()
    {
        int[] old = [1, 4, 9, 16, 25], added = [2, 3, 5], all = [.. old, .. added];
        float[] earlier = new float[D], again = new float[D], whole = new float[D], plain = new float[D];
        Solver.Solve(Factors, old, Ones(old), earlier);
        var mean = RidgeSolver.Gram(old.SelectMany(i => Factors[(i * D)..((i + 1) * D)]).ToArray(), D).Select(v => v / old.Length).ToArray();
        Solver.SolveAgain(Factors, added, Ones(added), mean, old.Length, earlier, again);
        Solver.Solve(Factors, all, Ones(all), whole);
        for (var k = 0; k < D; k++) Assert.Equal(whole[k], again[k], 1e-4);

        // Weighed double the new pairs pull further.
        Solver.SolveAgain(Factors, added, [2, 2, 2], mean, old.Length, earlier, plain);
        Assert.NotEqual(again, plain);
    }

    [Fact]
    public void Without_old_pairs_the_step_again_is_the_plain_step()
    {
        int[] added = [7, 8];
        float[] again = new float[D], plain = new float[D];
        Solver.SolveAgain(Factors, added, [1, 3], Random(5, D * D), 0, Random(6, D), again);
        Solver.Solve(Factors, added, [1, 3], plain);
        Assert.Equal(plain, again);
    }

    private static float[] Ones(int[] items) => [.. items.Select(_ => 1f)];

    private static float[] Random(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble() - .4f)];
    }
}
