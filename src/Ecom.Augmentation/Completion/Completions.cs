using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Completion;

/// <summary>
/// Completes short histories with the items that a generator finds most likely. Parameters: <c>most</c>, the longest history that is
/// completed; <c>add</c>, items per user; <c>weight</c>, theirs in (0, 1].
/// </summary>
public static class Completions
{
    /// <summary>Names of the parameters that a completion depends on and a fit does not.</summary>
    public static readonly string[] Names = ["most", "add", "weight"];

    /// <param name="rows">Receives the completions.</param>
    /// <param name="data">Whose observed users are completed.</param>
    /// <param name="scorer">The generator.</param>
    /// <param name="allowed">Whether an item may be generated.</param>
    /// <param name="parameters">See above.</param>
    /// <param name="context">Threads, cancellation.</param>
    public static void Add(
        GeneratedRows rows, TrainingData data, IScorer scorer, Func<int, bool> allowed, Parameters parameters, FitContext context) =>
        Add(rows, Of(data, scorer, allowed, parameters, context), parameters);

    /// <summary>The same of completions that were found before.</summary>
    public static void Add(GeneratedRows rows, IEnumerable<(int User, int[] Items)> found, Parameters parameters)
    {
        var weight = (float)parameters.Number("weight", 0.5);
        if (weight is not (> 0 and <= 1)) throw new InputException(FormattableString.Invariant($"A completion's weight is above 0 and at most 1, not {weight}."));
        foreach (var (user, items) in found)
            foreach (var item in items) rows.Complete(user, item, weight);
    }

    /// <summary>Each completed user's items, best first; they do not depend on the weight.</summary>
    public static IReadOnlyList<(int User, int[] Items)> Of(TrainingData data, IScorer scorer, Func<int, bool> allowed, Parameters parameters, FitContext context)
    {
        var most = parameters.Number("most", 10);
        var add = (int)parameters.Number("add", 10);
        var users = Enumerable.Range(0, data.Observed.UserCount).Where(u => data.Observed.RowLength(u) is var n && n > 0 && n <= most).ToArray();
        var refused = Enumerable.Range(0, data.ItemCount).Where(i => !allowed(i)).ToArray();
        var found = new (int Item, float Score)[users.Length][];
        Parallel.For(
            0, users.Length, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation },
            () => new float[data.ItemCount],
            (k, _, scores) =>
            {
                found[k] = TopOf(scorer, data.Observed, users[k], add, refused, scores);
                return scores;
            },
            _ => { });
        return [.. users.Select((user, k) => (user, found[k].Select(f => f.Item).ToArray()))];
    }

    private static (int, float)[] TopOf(IScorer scorer, Interactions observed, int user, int count, int[] refused, float[] scores)
    {
        var items = observed.Items(user).ToArray();
        scorer.Score(new UserHistory(items, observed.Weights(user).ToArray(), observed.Times(user).ToArray(), user), scores);
        foreach (var item in refused) scores[item] = float.NegativeInfinity;
        Array.Sort(items);
        return [.. TopK.Select(scores, count, items).Where(best => float.IsFinite(best.Score))];
    }
}
