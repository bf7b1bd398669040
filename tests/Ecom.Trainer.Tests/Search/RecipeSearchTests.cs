using Ecom.Models;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Tests.Search;

public class RecipeSearchTests
{
    /// <summary>λ on a grid over four decades, a distracting text; the best is at λ = 30 and 'b'.</summary>
    private static readonly Recipe[] Pool =
    [
        .. from kind in new[] { "a", "b", "c" }
           from step in Enumerable.Range(0, 60)
           select new Recipe(Parameters.None.With("lambda", Math.Pow(10, step / 15.0)).With("kind", kind), Parameters.None),
    ];

    private static double Score(Recipe recipe)
    {
        var off = Math.Log10(recipe.Model.Number("lambda", 0) / 30);
        return -(off * off) - (recipe.Model.Text("kind", "") == "b" ? 0 : .3);
    }

    private static Recipe[] Shuffled(int seed)
    {
        var pool = Pool.ToArray();
        new Random(seed).Shuffle(pool);
        return pool;
    }

    [Fact]
    public void Finds_a_better_setting_than_as_many_random_draws()
    {
        double found = 0, random = 0;
        for (var seed = 0; seed < 10; seed++)
        {
            var pool = Shuffled(seed);
            found += Score(new RecipeSearch(18, 1e9, TimeProvider.System).Run(pool, Score).Best);
            random += pool.Take(18).Max(Score);
        }
        Assert.True(found > random, $"{found} against {random}");
        Assert.True(found / 10 > -.03, $"{found}");
    }

    [Fact]
    public void Repeats_and_tries_nothing_twice()
    {
        var pool = Shuffled(1);
        var first = new RecipeSearch(25, 1e9, TimeProvider.System).Run(pool, Score);
        var second = new RecipeSearch(25, 1e9, TimeProvider.System).Run(pool, Score);
        Assert.Equal(first.Trials.Select(t => t.ModelParameters.ToString()), second.Trials.Select(t => t.ModelParameters.ToString()));
        Assert.Equal(25, first.Trials.Select(t => t.ModelParameters.ToString()).Distinct().Count());
    }

    [Fact]
    public void Ends_when_the_time_is_up_but_tries_one_at_least()
    {
        var (best, trials) = new RecipeSearch(25, 0, TimeProvider.System).Run(Pool, Score);
        Assert.Single(trials);
        Assert.Equal(Pool[0], best);
    }

    [Fact]
    public void Equal_scores_keep_the_first_setting() =>
        Assert.Equal(Pool[0], new RecipeSearch(10, 1e9, TimeProvider.System).Run(Pool, _ => .5).Best);

    [Fact]
    public void A_pool_varies_both_sides_early_and_holds_every_pair_once()
    {
        var models = Enumerable.Range(0, 5).Select(i => Parameters.None.With("m", i)).ToArray();
        var augments = Enumerable.Range(0, 3).Select(i => Parameters.None.With("a", i)).ToArray();
        var pool = RecipePool.Build(models, augments);
        Assert.Equal(15, pool.Distinct().Count());
        Assert.Equal(3, pool.Take(3).Select(r => r.Augment).Distinct().Count());
        Assert.Equal(3, pool.Take(3).Select(r => r.Model).Distinct().Count());
    }
}
