using Ecom.Models;

namespace Ecom.Recommendation.Search;

/// <summary>
/// Bayesian search over a fixed pool of settings: the first few in the order proposed, then the one with the highest expected improvement
/// under a Gaussian process. Deterministic for a pool and its scores; ends at the number of trials or when the time is up, whichever comes first.
/// </summary>
public sealed class BayesianSearch(int maximumTrials, double budgetSeconds, TimeProvider time)
{
    private readonly int _initial = Math.Max(4, maximumTrials / 3);

    /// <param name="pool">What may be tried; at least one.</param>
    /// <param name="score">Measures the setting of an index; higher is better.</param>
    /// <param name="told">Receives each trial as it ends, with the number of trials so far.</param>
    /// <returns>The index of the best setting (the first of equals: a later one must be better to be worth its novelty) and all trials.</returns>
    public (int Best, IReadOnlyList<SearchTrial> Trials) Run(
        IReadOnlyList<Parameters> pool, Func<int, double> score, Action<SearchTrial, int>? told = null)
    {
        var start = time.GetTimestamp();
        var points = ParameterEncoding.Encode(pool);
        var trials = new List<SearchTrial>();
        while (trials.Count < Math.Min(maximumTrials, pool.Count))
        {
            if (trials.Count > 0 && time.GetElapsedTime(start).TotalSeconds >= budgetSeconds) break;
            var next = Next(points, trials);
            var begin = time.GetTimestamp();
            var value = score(next);
            trials.Add(new SearchTrial(next, value, time.GetElapsedTime(begin).TotalSeconds));
            told?.Invoke(trials[^1], trials.Count);
        }
        var best = trials[0];
        foreach (var trial in trials)
            if (trial.Score > best.Score) best = trial;
        return (best.Index, trials);
    }

    private int Next(double[][] points, List<SearchTrial> trials)
    {
        if (trials.Count < _initial) return trials.Count;
        var process = new GaussianProcess([.. trials.Select(t => points[t.Index])], [.. trials.Select(t => t.Score)]);
        var tried = trials.Select(t => t.Index).ToHashSet();
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
}
