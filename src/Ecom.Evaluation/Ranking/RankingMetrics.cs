namespace Ecom.Evaluation.Ranking;

/// <summary>
/// Ranking metrics of one user, binary relevance, T relevant items: precision@k = hits/k; recall@k = hits/T; NDCG@k with gain 1/log₂(p + 1) and
/// the ideal list cut at min(k, T); MRR@k = 1/position of the first hit within k; MAP@k = Σ precision at each hit / min(k, T); hit@k.
/// Each is the expectation over all orders of equal scores, exactly, so that neither item numbering nor luck enters.
/// </summary>
public static class RankingMetrics
{
    public const int PerCutOff = 6;

    private static readonly string[] Bases = ["precision", "recall", "ndcg", "mrr", "map", "hit"];

    /// <summary>Names in storage order: the six metrics of the first cut-off, then of the next.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<int> cutOffs) =>
        [.. cutOffs.SelectMany(k => Bases.Select(b => $"{b}@{k}"))];

    /// <param name="groups">Runs of equal scores from the top: where the run starts, its size over the whole ranking, relevant items in it.</param>
    /// <param name="relevant">Relevant items in all, T; at least one.</param>
    /// <param name="cutOffs">Ascending.</param>
    /// <param name="values">Receives <see cref="PerCutOff"/> values per cut-off.</param>
    public static void Compute(ReadOnlySpan<TieGroup> groups, int relevant, IReadOnlyList<int> cutOffs, Span<double> values)
    {
        for (var c = 0; c < cutOffs.Count; c++) ComputeOne(groups, relevant, cutOffs[c], values.Slice(c * PerCutOff, PerCutOff));
    }

    private static void ComputeOne(ReadOnlySpan<TieGroup> groups, int relevant, int k, Span<double> values)
    {
        double hits = 0, gain = 0, reciprocal = 0, average = 0, missSoFar = 1;
        var before = 0;
        foreach (var group in groups)
        {
            if (group.Start >= k) break;
            if (group.Relevant == 0) continue;
            double m = group.Size, r = group.Relevant;
            var slots = Math.Min(group.Size, k - group.Start);
            for (var i = 1; i <= slots; i++)
            {
                var position = group.Start + i;
                var chance = r / m;
                hits += chance;
                gain += chance / Math.Log2(position + 1);
                // Given a hit at the i-th place of the run, the others of its i − 1 predecessors are hits with chance (r − 1)/(m − 1).
                var predecessors = m > 1 ? (i - 1) * (r - 1) / (m - 1) : 0;
                average += chance * (before + 1 + predecessors) / position;
                var first = missSoFar * Math.Min(1, r / (m - i + 1));
                reciprocal += first / position;
                missSoFar -= first;
            }
            before += group.Relevant;
        }
        var ideal = 0.0;
        var best = Math.Min(k, relevant);
        for (var p = 1; p <= best; p++) ideal += 1 / Math.Log2(p + 1);
        values[0] = hits / k;
        values[1] = hits / relevant;
        values[2] = gain / ideal;
        values[3] = reciprocal;
        values[4] = average / best;
        values[5] = 1 - Math.Max(0, missSoFar);
    }
}
