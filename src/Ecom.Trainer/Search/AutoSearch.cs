using Ecom.Evaluation.Statistics;
using Ecom.Models;
using Ecom.Models.Jobs;

namespace Ecom.Trainer.Search;

/// <summary>
/// Whether to augment, and how: half of the trials tune the model without augmentation, the rest halve over augmentations of that model. Joint search spreads one budget over
/// both, and what it then picked was a less tuned model more often than a useful augmentation. An augmentation is taken only where its gain over the model without it, paired by
/// user, is beyond one standard error (the rule of Breiman et al. 1984): the best of many on a few hundred users is otherwise the luckiest.
/// </summary>
internal sealed class AutoSearch(int maximumTrials, double budgetSeconds, TimeProvider time)
{
    private const double TuningShare = .5;

    /// <summary>One-sided p of a gain of one standard error.</summary>
    private const double Luck = .16;

    /// <param name="pool">What may be tried, most promising first.</param>
    /// <param name="nothing">The augmenter's settings that add nothing.</param>
    /// <param name="score">Measures a recipe fitted on a share of the customers, user by user; higher is better.</param>
    /// <param name="told">Receives each trial as it ends.</param>
    public (Recipe Best, IReadOnlyList<TrainerTrial> Trials) Run(
        IReadOnlyList<Recipe> pool, Parameters nothing, Func<Recipe, double, float[]> score, Action<TrainerTrial, int>? told = null)
    {
        var start = time.GetTimestamp();
        var whole = new Dictionary<string, float[]>();
        Recipe[] models = [.. pool.Select(Plain).DistinctBy(Key)];
        var (model, tuning) = new RecipeSearch(Math.Max(1, (int)(maximumTrials * TuningShare)), budgetSeconds * TuningShare, time)
            .Run(models, recipe => Mean(Whole(recipe)), told);

        var left = budgetSeconds - time.GetElapsedTime(start).TotalSeconds;
        if (maximumTrials <= tuning.Count || left <= 0) return (model, tuning);
        Recipe[] augmented = [.. pool.Select(recipe => recipe with { Model = model.Model }).DistinctBy(Key)];
        var (found, halving) = new HalvingSearch(maximumTrials - tuning.Count, left, time).Run(
            augmented, Plain, (recipe, share) => Mean(share == 1 ? Whole(recipe) : score(recipe, share)),
            (trial, count) => told?.Invoke(trial, tuning.Count + count));
        var isBetter = whole.TryGetValue(Key(found), out var with) && PairedTest.Compare(with, whole[Key(model)], seed: 1).PGreater < Luck;
        return (isBetter ? found : model, [.. tuning, .. halving]);

        Recipe Plain(Recipe recipe) => recipe with { Augment = nothing };

        float[] Whole(Recipe recipe) => whole.TryGetValue(Key(recipe), out var known) ? known : whole[Key(recipe)] = score(recipe, 1);
    }

    private static double Mean(float[] values) => values.Length == 0 ? 0 : values.Average(v => (double)v);

    private static string Key(Recipe recipe) => $"{recipe.Model}|{recipe.Augment}";
}
