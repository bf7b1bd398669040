using Ecom.Serving.Catalogue;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Recommending;

/// <summary>
/// Candidates of several sources in one order: what an earlier source gave stays before what a later one fills up with, whatever units their scores have.
/// </summary>
/// <param name="allowed">What the request may show; what has been taken is forbidden in it.</param>
internal sealed class RankedCandidates(ItemMask allowed)
{
    private readonly List<(int Item, float Score)> _items = [];
    private readonly HashSet<int> _filled = [];

    public int Count => _items.Count;

    public ReadOnlySpan<(int Item, float Score)> Items => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_items);

    /// <summary>Whether an item is of a later source than the first.</summary>
    public bool IsFilled(int item) => _filled.Contains(item);

    /// <summary>Adds the allowed ones of a source, best first, up to a number in all.</summary>
    public RankedCandidates Add(IEnumerable<(int Item, float Score)> source, int most)
    {
        var isFirst = _items.Count == 0;
        var (ceiling, best) = (isFirst ? 0f : _items[^1].Score, 0f);
        foreach (var (item, score) in source)
        {
            if (_items.Count >= most) break;
            if (!allowed[item]) continue;
            allowed.Forbid(item);
            if (isFirst)
            {
                _items.Add((item, score));
                continue;
            }
            if (best == 0) best = score;
            // Between nothing and half of the last of the source before.
            _items.Add((item, best > 0 && ceiling > 0 ? ceiling / 2 * Math.Max(0, score / best) : 0));
            _filled.Add(item);
        }
        return this;
    }

    /// <summary>Allows again what has been taken, so that the rules may place it.</summary>
    public void Release()
    {
        foreach (var (item, _) in _items) allowed.Allow(item);
    }
}
