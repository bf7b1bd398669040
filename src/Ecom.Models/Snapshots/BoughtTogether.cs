using Ecom.Domain;
using Ecom.Models.Scoring;

namespace Ecom.Models.Snapshots;

/// <summary>
/// Which products are bought in one visit: co-occurrence within visits, cosine-normalised and shrunk (Sarwar et al. 2001, with the shrink term of Deshpande and Karypis
/// 2004), so that two products seen together once do not outrank those seen together often.
/// </summary>
public static class BoughtTogether
{
    /// <summary>Neighbours kept of each item.</summary>
    public const int Neighbours = 50;

    /// <summary>Two purchases of one customer at most this many seconds apart belong to one visit.</summary>
    private const long VisitSeconds = 3600;

    /// <summary>A larger visit is a wholesale order or a stocktaking, and pairs in it say nothing.</summary>
    private const int LargestVisit = 100;

    private const float Shrink = 5;

    /// <summary>Counts the visits.</summary>
    /// <param name="histories">Users × items, times in Unix seconds.</param>
    /// <param name="purchaseWeight">The smallest weight of a pair that a purchase leaves; lighter pairs are views.</param>
    /// <returns>For each item its neighbours, items ascending, weights above 0.</returns>
    public static SparseRows Count(Interactions histories, float purchaseWeight)
    {
        var (visits, starts) = Visits(histories, purchaseWeight);
        var (visitOf, itemStarts) = ByItem(visits, starts, histories.ItemCount);
        var counts = new float[histories.ItemCount];
        var touched = new List<int>();
        var (columns, values, rows) = (new List<int>(), new List<float>(), new long[histories.ItemCount + 1]);
        for (var item = 0; item < histories.ItemCount; item++)
        {
            for (var v = itemStarts[item]; v < itemStarts[item + 1]; v++)
            {
                for (var p = starts[visitOf[v]]; p < starts[visitOf[v] + 1]; p++)
                {
                    if (visits[p] == item) continue;
                    if (counts[visits[p]]++ == 0) touched.Add(visits[p]);
                }
            }
            var own = itemStarts[item + 1] - itemStarts[item];
            var best = touched
                .Select(other => (Item: other, Score: counts[other] / (MathF.Sqrt((float)own * (itemStarts[other + 1] - itemStarts[other])) + Shrink)))
                .OrderByDescending(n => n.Score).ThenBy(n => n.Item).Take(Neighbours).OrderBy(n => n.Item);
            foreach (var (other, score) in best)
            {
                columns.Add(other);
                values.Add(score);
            }
            rows[item + 1] = columns.Count;
            foreach (var other in touched) counts[other] = 0;
            touched.Clear();
        }
        return new SparseRows(rows, [.. columns], [.. values]);
    }

    /// <summary>The items of each visit of at least two.</summary>
    private static (List<int> Items, List<int> Starts) Visits(Interactions histories, float purchaseWeight)
    {
        var (visits, starts, visit) = (new List<int>(), new List<int> { 0 }, new List<int>());
        for (var user = 0; user < histories.UserCount; user++)
        {
            var items = histories.Items(user);
            var weights = histories.Weights(user);
            var times = histories.Times(user);
            var last = long.MinValue;
            for (var p = 0; p < items.Length; p++)
            {
                if (weights[p] < purchaseWeight) continue;
                if (visit.Count > 0 && times[p] - last > VisitSeconds) End();
                visit.Add(items[p]);
                last = times[p];
            }
            End();
        }
        return (visits, starts);

        void End()
        {
            if (visit.Count is > 1 and <= LargestVisit)
            {
                visits.AddRange(visit);
                starts.Add(visits.Count);
            }
            visit.Clear();
        }
    }

    private static (int[] Visits, int[] Starts) ByItem(List<int> visits, List<int> starts, int items)
    {
        var itemStarts = new int[items + 1];
        foreach (var item in visits) itemStarts[item + 1]++;
        for (var i = 0; i < items; i++) itemStarts[i + 1] += itemStarts[i];
        var next = itemStarts[..items];
        var visitOf = new int[visits.Count];
        for (var v = 0; v + 1 < starts.Count; v++)
            for (var p = starts[v]; p < starts[v + 1]; p++) visitOf[next[visits[p]]++] = v;
        return (visitOf, itemStarts);
    }
}
