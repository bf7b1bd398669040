using System.Numerics.Tensors;
using Ecom.Evaluation.Ranking;
using Ecom.Models.Scoring;

namespace Ecom.Recommendation.Fusion;

/// <summary>One user of a holdout: the union of the best unseen items of each part, their transformed scores, and which of them were held out.</summary>
internal sealed class CandidateScores
{
    private readonly float[] _scores;
    private readonly int[] _hits;
    private readonly int _targets;

    private CandidateScores(int count, float[] scores, int[] hits, int targets) => (Count, _scores, _hits, _targets) = (count, scores, hits, targets);

    /// <summary>Candidates.</summary>
    public int Count { get; }

    public static CandidateScores Of(IReadOnlyList<IScorer> parts, PartTransform[] transforms, int perPart, RankingTask task, int user)
    {
        var history = UserHistory.Of(task.History, user);
        var seen = task.History.Items(user).ToArray();
        Array.Sort(seen);
        var all = new float[parts.Count][];
        var pool = new SortedSet<int>();
        for (var p = 0; p < parts.Count; p++)
        {
            parts[p].Score(history, all[p] = new float[parts[p].ItemCount]);
            foreach (var (item, _) in TopK.Select(all[p], perPart, seen)) pool.Add(item);
            PartScores.Apply(transforms[p], all[p]);
        }
        int[] items = [.. pool];
        var scores = new float[parts.Count * items.Length];
        for (var p = 0; p < parts.Count; p++)
            for (var i = 0; i < items.Length; i++) scores[(p * items.Length) + i] = all[p][items[i]];
        var targets = task.Targets.Items(user).ToArray();
        return new(items.Length, scores, [.. Enumerable.Range(0, items.Length).Where(i => targets.Contains(items[i]))], targets.Length);
    }

    /// <summary>NDCG of the mixture; equal scores in the order of items.</summary>
    /// <param name="weights">One a part.</param>
    /// <param name="mixed">Room for <see cref="Count"/> scores.</param>
    /// <param name="cutOff">Length of the list.</param>
    public double Ndcg(float[] weights, float[] mixed, int cutOff)
    {
        var sum = mixed.AsSpan(0, Count);
        sum.Clear();
        for (var p = 0; p < weights.Length; p++)
            if (weights[p] != 0) TensorPrimitives.MultiplyAdd(_scores.AsSpan(p * Count, Count), weights[p], sum, sum);
        double gain = 0, ideal = 0;
        for (var t = 0; t < Math.Min(cutOff, _targets); t++) ideal += 1 / Math.Log2(t + 2);
        foreach (var hit in _hits)
        {
            var rank = 0;
            for (var i = 0; i < sum.Length && rank < cutOff; i++)
                if (sum[i] > sum[hit] || (sum[i] == sum[hit] && i < hit)) rank++;
            if (rank < cutOff) gain += 1 / Math.Log2(rank + 2);
        }
        return gain / ideal;
    }
}
