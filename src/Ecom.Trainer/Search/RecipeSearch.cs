using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Recommendation.Search;

namespace Ecom.Trainer.Search;

/// <summary>The one search, over recipes: a model's settings and an augmenter's are one point.</summary>
internal sealed class RecipeSearch(int maximumTrials, double budgetSeconds, TimeProvider time)
{
    /// <param name="pool">What may be tried; at least one.</param>
    /// <param name="score">Measures one setting; higher is better.</param>
    /// <param name="told">Receives each trial as it ends.</param>
    public (Recipe Best, IReadOnlyList<TrainerTrial> Trials) Run(
        IReadOnlyList<Recipe> pool, Func<Recipe, double> score, Action<TrainerTrial, int>? told = null)
    {
        var (best, trials) = new BayesianSearch(maximumTrials, budgetSeconds, time).Run(
            [.. pool.Select(Joined)], index => score(pool[index]), (trial, count) => told?.Invoke(Told(trial), count));
        return (pool[best], [.. trials.Select(Told)]);

        TrainerTrial Told(SearchTrial trial) => new(pool[trial.Index].Model, pool[trial.Index].Augment, trial.Score, trial.Seconds);
    }

    /// <summary>Both sides in one set of names, for the surrogate.</summary>
    private static Parameters Joined(Recipe recipe)
    {
        var all = Parameters.None;
        foreach (var (side, parameters) in new[] { ("m.", recipe.Model), ("a.", recipe.Augment) })
        {
            foreach (var (name, value) in parameters.Values)
                all = value is string text ? all.With(side + name, text) : all.With(side + name, (double)value);
        }
        return all;
    }
}
