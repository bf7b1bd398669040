namespace Ecom.Models.Scoring;

/// <summary>Selects the best items of a score array.</summary>
public static class TopK
{
    /// <summary>
    /// The <paramref name="k"/> best items, best first; equal scores in ascending item order. Allocates the result only. NaN is never chosen.
    /// </summary>
    /// <param name="scores">By item.</param>
    /// <param name="k">At most this many.</param>
    /// <param name="exclude">Items left out, ascending; duplicates are harmless.</param>
    public static (int Item, float Score)[] Select(ReadOnlySpan<float> scores, int k, ReadOnlySpan<int> exclude = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        var best = new BestItems(Math.Min(k, scores.Length));
        var next = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (!best.Takes(scores[i])) continue;
            while (next < exclude.Length && exclude[next] < i) next++;
            if (next < exclude.Length && exclude[next] == i) continue;
            best.Offer(i, scores[i]);
        }
        return best.Take();
    }
}
