using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Fusion;

/// <summary>
/// A holdout within training data: where rows have an order, each user's newest item (of users with three or more), else a random part of the
/// pairs. Generated pairs stay in the fit only.
/// </summary>
internal sealed class InnerHoldout
{
    private InnerHoldout(TrainingData fit, RankingTask task)
    {
        Fit = fit;
        Task = task;
    }

    public TrainingData Fit { get; }
    public RankingTask Task { get; }

    /// <summary>One holdout: the newest items, or a random fifth.</summary>
    public static InnerHoldout Split(TrainingData data, int seed)
    {
        if (data.Shape.Ordered) return Newest(data);
        var random = new Random(seed);
        var held = new bool[data.Observed.Count];
        for (var p = 0; p < held.Length; p++) held[p] = random.NextDouble() < .2;
        return Of(data, held);
    }

    /// <summary>The newest items; without an order so many folds, every pair held out in one of them.</summary>
    public static IReadOnlyList<InnerHoldout> Folds(TrainingData data, int folds, int seed)
    {
        if (data.Shape.Ordered) return [Newest(data)];
        var random = new Random(seed);
        var fold = new int[data.Observed.Count];
        for (var p = 0; p < fold.Length; p++) fold[p] = random.Next(folds);
        return [.. Enumerable.Range(0, folds).Select(f => Of(data, [.. fold.Select(x => x == f)]))];
    }

    private static InnerHoldout Newest(TrainingData data)
    {
        var all = data.Observed;
        var held = new bool[all.Count];
        for (var u = 0; u < all.UserCount; u++)
            if (all.RowLength(u) >= 3) held[all.RowStarts[u + 1] - 1] = true;
        return Of(data, held);
    }

    private static InnerHoldout Of(TrainingData data, bool[] held)
    {
        var all = data.Observed;
        var fit = data with { Observed = Part(all, held, false) };
        return new InnerHoldout(fit, new RankingTask
        {
            History = fit.Observed,
            Targets = Part(all, held, true),
            FitCounts = fit.Observed.ItemCounts(),
            FitUsers = all.UserCount,
        });
    }

    /// <summary>The task for a seeded sample of users: enough to tell settings apart at a fraction of the work.</summary>
    public RankingTask Sample(int most, int seed)
    {
        var users = Users(most, seed).ToHashSet();
        var owners = Task.Targets.RowIndices();
        var kept = new bool[owners.Length];
        for (var p = 0; p < kept.Length; p++) kept[p] = users.Contains(owners[p]);
        return Task with { Targets = Part(Task.Targets, kept, true) };
    }

    /// <summary>At most so many users with a held-out item, seeded.</summary>
    public int[] Users(int most, int seed)
    {
        var users = Enumerable.Range(0, Task.Targets.UserCount).Where(u => Task.Targets.RowLength(u) > 0 && Task.History.RowLength(u) > 0).ToArray();
        if (users.Length <= most) return users;
        new Random(seed).Shuffle(users);
        Array.Resize(ref users, most);
        Array.Sort(users);
        return users;
    }

    private static Interactions Part(Interactions all, bool[] held, bool wanted)
    {
        var owners = all.RowIndices();
        var kept = Enumerable.Range(0, held.Length).Where(p => held[p] == wanted).ToArray();
        var users = new int[kept.Length];
        var items = new int[kept.Length];
        var weights = new float[kept.Length];
        var times = new long[kept.Length];
        for (var k = 0; k < kept.Length; k++)
            (users[k], items[k], weights[k], times[k]) = (owners[kept[k]], all.AllItems[kept[k]], all.AllWeights[kept[k]], all.AllTimes[kept[k]]);
        return Interactions.FromEntries(all.UserCount, all.ItemCount, users, items, weights, times);
    }
}
