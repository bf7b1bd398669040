using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Tests.Search;

public class AutoSearchTests
{
    private const int Users = 200;

    private static readonly Parameters Nothing = Parameters.None.With("method", "none");

    /// <summary>Twenty models, each with nothing and with four amounts.</summary>
    private static readonly Recipe[] Pool =
    [
        .. from amount in Enumerable.Range(0, 5)
           from model in Enumerable.Range(0, 20)
           select new Recipe(Parameters.None.With("m", model), amount == 0 ? Nothing : Parameters.None.With("method", "self").With("amount", amount)),
    ];

    private static (Recipe Best, IReadOnlyList<TrainerTrial> Trials) Run(Func<Recipe, double, float[]> score, int trials = 25) =>
        new AutoSearch(trials, 1e9, TimeProvider.System).Run(Pool, Nothing, score);

    private static double Model(Recipe r) => r.Model.Number("m", 0);
    private static double Amount(Recipe r) => r.Augment.Number("amount", 0);

    /// <summary>What users see: a level, and a spread that differs from user to user and from recipe to recipe.</summary>
    private static float[] Noisy(double level, double noise, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Users).Select(_ => (float)(level + (noise * ((2 * random.NextDouble()) - 1))))];
    }

    [Fact]
    public void Augmentation_that_helps_every_user_is_chosen_on_the_tuned_model()
    {
        var (best, trials) = Run((r, _) => Noisy(-Math.Abs(Model(r) - 12) + (.1 * Amount(r)), 0, 1));
        Assert.True(Amount(best) > 0);
        Assert.True(trials.Count <= 25);
        // The augmented trials are all of the one model that tuning without augmentation found best.
        var tuned = trials.Where(t => t.Share == 1 && t.AugmentParameters.ToString() == Nothing.ToString()).MaxBy(t => t.Score)!.ModelParameters.ToString();
        Assert.All(trials.Where(t => t.AugmentParameters.ToString() != Nothing.ToString()), t => Assert.Equal(tuned, t.ModelParameters.ToString()));
        Assert.Equal(tuned, best.Model.ToString());
    }

    [Fact]
    public void Best_of_many_lucky_ones_is_often_refused()
    {
        // Augmentations do nothing but shake the users. The luckiest of four is above the model without in 37 of 40 draws, and beyond a standard error in half of them.
        var taken = Enumerable.Range(0, 40).Count(draw => Amount(Run((r, _) => Noisy(0, 1, (10 * draw) + (int)Amount(r))).Best) > 0);
        Assert.InRange(taken, 8, 28);
    }

    [Fact]
    public void Augmentation_that_adds_nothing_is_not_chosen() => Assert.Equal(0, Amount(Run((_, _) => Noisy(0, 1, 1)).Best));
}
