using Ecom.Domain;

namespace Ecom.Augmentation.Operators;

/// <summary>The item most like each item, by the cosine over common users; items with enough users only.</summary>
internal sealed class LikeItems
{
    /// <summary>Newest items of a history that are paired; very long ones would cost their square.</summary>
    private const int Longest = 100;

    private readonly int[] _like;
    private readonly bool[] _allowed;

    public LikeItems(Interactions observed, int leastUsers)
    {
        var counts = observed.ItemCounts();
        _allowed = [.. counts.Select(n => n >= leastUsers)];
        _like = new int[counts.Length];
        Array.Fill(_like, -1);
        var together = new Dictionary<(int, int), int>();
        for (var u = 0; u < observed.UserCount; u++)
        {
            var items = observed.Items(u);
            if (items.Length > Longest) items = items[^Longest..];
            for (var a = 0; a < items.Length; a++)
            {
                if (!_allowed[items[a]]) continue;
                for (var b = a + 1; b < items.Length; b++)
                {
                    if (!_allowed[items[b]]) continue;
                    var pair = items[a] < items[b] ? (items[a], items[b]) : (items[b], items[a]);
                    together[pair] = together.GetValueOrDefault(pair) + 1;
                }
            }
        }
        var best = new double[counts.Length];
        // In order, so that equal cosines choose the same item on every run.
        foreach (var ((a, b), count) in together.OrderBy(t => t.Key))
        {
            var cosine = count / Math.Sqrt((double)counts[a] * counts[b]);
            if (cosine > best[a]) (best[a], _like[a]) = (cosine, b);
            if (cosine > best[b]) (best[b], _like[b]) = (cosine, a);
        }
    }

    public bool IsAllowed(int item) => _allowed[item];

    /// <summary>−1 where no item shares a user with it.</summary>
    public int Of(int item) => _like[item];
}
