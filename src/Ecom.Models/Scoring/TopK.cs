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
        var heap = new (int Item, float Score)[Math.Min(k, scores.Length)];
        var count = 0;
        var next = 0;
        if (heap.Length == 0) return heap;
        for (var i = 0; i < scores.Length; i++)
        {
            // A later item with the same score never replaces an earlier one.
            var score = scores[i];
            if (count == heap.Length && !(score > heap[0].Score)) continue;
            if (float.IsNaN(score)) continue;
            while (next < exclude.Length && exclude[next] < i) next++;
            if (next < exclude.Length && exclude[next] == i) continue;
            if (count < heap.Length)
            {
                heap[count] = (i, score);
                Rise(heap, count++);
            }
            else
            {
                heap[0] = (i, score);
                Sink(heap, count);
            }
        }
        if (count < heap.Length) Array.Resize(ref heap, count);
        Array.Sort(heap, (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Item.CompareTo(b.Item));
        return heap;
    }

    /// <summary>The <paramref name="k"/> best of candidates in any order, each there once; best first, equal scores in ascending item order.</summary>
    public static (int Item, float Score)[] Select(ReadOnlySpan<(int Item, float Score)> candidates, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        var heap = new (int Item, float Score)[Math.Min(k, candidates.Length)];
        var count = 0;
        if (heap.Length == 0) return heap;
        foreach (var candidate in candidates)
        {
            if (count < heap.Length)
            {
                heap[count] = candidate;
                Rise(heap, count++);
            }
            else if (Worse(heap[0], candidate))
            {
                heap[0] = candidate;
                Sink(heap, count);
            }
        }
        Array.Sort(heap, (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Item.CompareTo(b.Item));
        return heap;
    }

    private static bool Worse(in (int Item, float Score) a, in (int Item, float Score) b) =>
        a.Score < b.Score || (a.Score == b.Score && a.Item > b.Item);

    private static void Rise((int Item, float Score)[] heap, int at)
    {
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (!Worse(heap[at], heap[parent])) return;
            (heap[at], heap[parent]) = (heap[parent], heap[at]);
            at = parent;
        }
    }

    private static void Sink((int Item, float Score)[] heap, int count)
    {
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= count) return;
            if (child + 1 < count && Worse(heap[child + 1], heap[child])) child++;
            if (!Worse(heap[child], heap[at])) return;
            (heap[at], heap[child]) = (heap[child], heap[at]);
            at = child;
        }
    }
}
