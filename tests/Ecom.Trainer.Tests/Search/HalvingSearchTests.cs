using Ecom.Models;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Tests.Search;

public class HalvingSearchTests
{
    private static readonly Parameters NoAugment = Parameters.None.With("method", "none");

    private static Recipe Plain(Recipe recipe) => recipe.Augment.Text("method", "") == "none" ? recipe : recipe with { Augment = NoAugment };

    /// <summary>Six models, each with nothing and with four amounts.</summary>
    private static readonly Recipe[] Pool =
    [
        .. from amount in Enumerable.Range(0, 5)
           from model in Enumerable.Range(0, 6)
           select new Recipe(Parameters.None.With("m", model), amount == 0 ? NoAugment : Parameters.None.With("method", "self").With("amount", amount)),
    ];

    private static (Recipe Best, IReadOnlyList<Ecom.Models.Jobs.TrainerTrial> Trials) Run(Func<Recipe, double, double> score, int trials = 48, double budget = 1e9) =>
        new HalvingSearch(trials, budget, TimeProvider.System).Run(Pool, Plain, score);

    private static double Model(Recipe r) => r.Model.Number("m", 0);
    private static double Amount(Recipe r) => r.Augment.Number("amount", 0);

    [Fact]
    public void The_best_survives_to_the_whole_data_and_fewer_go_on_each_round()
    {
        var (best, trials) = Run((r, _) => Model(r) + 0.1 * Amount(r), trials: 55);
        Assert.Equal((5, 4), (Model(best), Amount(best)));
        var rounds = trials.GroupBy(t => t.Share).OrderBy(g => g.Key).Select(g => g.Count()).ToArray();
        Assert.Equal(3, rounds.Length);
        Assert.True(rounds[0] > 2 * rounds[1] && rounds[1] > rounds[2], string.Join(' ', rounds));
        Assert.True(trials.Count <= 55);
    }

    [Fact]
    public void Nothing_competes_in_every_round_and_each_finalist_meets_its_own_model_without_augmentation()
    {
        // Augmentation looks good on small shares, and hurts on all the data.
        var (best, trials) = Run((r, share) => Model(r) + (share < 1 ? Amount(r) : -0.1 * Amount(r)));
        Assert.All(trials.GroupBy(t => t.Share), g => Assert.Contains(g, t => t.AugmentParameters.ToString() == NoAugment.ToString()));
        var last = trials.Where(t => t.Share == 1).ToArray();
        Assert.Contains(last, t => t.AugmentParameters.ToString() != NoAugment.ToString());
        Assert.All(last, t => Assert.Contains(last, o => o.ModelParameters.ToString() == t.ModelParameters.ToString() && o.AugmentParameters.ToString() == NoAugment.ToString()));
        Assert.Equal((5, 0), (Model(best), Amount(best)));
    }

    [Fact]
    public void Equal_scores_choose_no_augmentation() => Assert.Equal(NoAugment.ToString(), Run((_, _) => 1).Best.Augment.ToString());

    [Theory]
    [InlineData(48, 0, 1)]
    [InlineData(1, 1e9, 1)]
    [InlineData(5, 1e9, 5)]
    public void Time_and_trials_bound_it_and_one_is_always_tried(int trials, double budget, int most)
    {
        var (best, tried) = Run((r, _) => Amount(r), trials, budget);
        Assert.InRange(tried.Count, 1, most);
        if (tried.Count == 1) Assert.Equal(NoAugment.ToString(), best.Augment.ToString());
    }
}
