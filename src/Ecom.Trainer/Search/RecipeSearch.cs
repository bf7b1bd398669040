using Ecom.Models;
using Ecom.Models.Jobs;

namespace Ecom.Trainer.Search;

/// <summary>
/// Bayesian search over a fixed pool of settings: the first few in the order proposed, then the one with the highest expected improvement
/// under a Gaussian process. Deterministic for a pool and its scores; ends at the number of trials or when the time is up, whichever comes first.
/// </summary>
internal sealed class RecipeSearch(int maximumTrials, double budgetSeconds, TimeProvider time)
{
    private readonly int _initial = Math.Max(4, maximumTrials / 3);

    /// <param name="pool">What may be tried; at least one.</param>
    /// <param name="score">Measures one setting; higher is better.</param>
    /// <param name="told">Receives each trial as it ends.</param>
    public (Recipe Best, IReadOnlyList<TrainerTrial> Trials) Run(
        IReadOnlyList<Recipe> pool, Func<Recipe, double> score, Action<TrainerTrial, int>? told = null)
    {
        var start = time.GetTimestamp();
        var points = ParameterEncoding.Encode([.. pool.Select(Joined)]);
        var tried = new List<int>();
        var trials = new List<TrainerTrial>();
        while (tried.Count < Math.Min(maximumTrials, pool.Count))
        {
            if (tried.Count > 0 && time.GetElapsedTime(start).TotalSeconds >= budgetSeconds) break;
            var next = Next(points, tried, trials);
            var begin = time.GetTimestamp();
            var value = score(pool[next]);
            tried.Add(next);
            trials.Add(new TrainerTrial(pool[next].Model, pool[next].Augment, value, time.GetElapsedTime(begin).TotalSeconds));
            told?.Invoke(trials[^1], trials.Count);
        }
        // The first of equals: a later setting must be better to be worth its novelty.
        var best = 0;
        for (var t = 1; t < trials.Count; t++)
            if (trials[t].Score > trials[best].Score) best = t;
        return (pool[tried[best]], trials);
    }

    private int Next(double[][] points, List<int> tried, List<TrainerTrial> trials)
    {
        if (tried.Count < _initial) return tried.Count;
        var process = new GaussianProcess([.. tried.Select(t => points[t])], [.. trials.Select(t => t.Score)]);
        var best = -1;
        var most = double.NegativeInfinity;
        for (var p = 0; p < points.Length; p++)
        {
            if (tried.Contains(p)) continue;
            var improvement = process.ExpectedImprovement(points[p]);
            if (improvement <= most) continue;
            (best, most) = (p, improvement);
        }
        return best;
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
