using System.Numerics.Tensors;
using Ecom.Models.Storage;

namespace Ecom.Models.Scoring;

/// <summary>
/// Scores an item by the sum of its weights from the history's items: ItemKNN, EASE, SLIM and their kin. Items that no
/// history item reaches follow in order of popularity, so that a list is full and a user without history gets the popular items.
/// </summary>
public sealed class ItemItemScorer : IReachScorer, ISimilarItems, IPairWeights
{
    private const int ShortRow = 256;
    private const int RowsAhead = 4;

    private readonly ISparseRows _rows;
    private readonly float[] _fill;
    private readonly ProfileWeighting _profile;
    private readonly Lazy<int[]> _fillOrder;

    /// <param name="rows">Row h: what history item h adds to other items.</param>
    /// <param name="prior">Popularity by item, not negative.</param>
    /// <param name="profile">How history items are weighted.</param>
    public ItemItemScorer(ISparseRows rows, float[] prior, ProfileWeighting profile)
    {
        if (prior.Length != rows.Count) throw new ArgumentException("One prior per row is needed.", nameof(prior));
        _rows = rows;
        _profile = profile;
        // Far below any weight of a fitted model: popularity orders only what nothing else does.
        var most = prior.Length == 0 ? 0 : TensorPrimitives.Max<float>(prior);
        _fill = new float[prior.Length];
        if (most > 0) TensorPrimitives.Multiply(prior, 1e-9f / most, _fill);
        _fillOrder = new Lazy<int[]>(() =>
        {
            var order = Enumerable.Range(0, _fill.Length).ToArray();
            Array.Sort(order, (a, b) => _fill[a] != _fill[b] ? _fill[b].CompareTo(_fill[a]) : a.CompareTo(b));
            return order;
        });
    }

    public int ItemCount => _rows.Count;

    public ReadOnlySpan<float> Fill => _fill;

    public ReadOnlySpan<int> FillOrder => _fillOrder.Value;

    public SparseScores Reach(in UserHistory history)
    {
        var items = history.Items.Span;
        var given = history.Weights.Span;
        var additions = 0L;
        foreach (var item in items) additions += _rows.Columns(item).Length;
        var scores = SparseScores.Rent(ItemCount, additions);
        for (var p = 0; p < items.Length; p++)
        {
            // Rows lie anywhere in a file larger than the cache; waiting for one by one would take as long as adding them up.
            if (p + RowsAhead < items.Length)
            {
                CacheLines.Prefetch(_rows.Columns(items[p + RowsAhead]));
                CacheLines.Prefetch(_rows.Values(items[p + RowsAhead]));
            }
            scores.Add(_rows.Columns(items[p]), _rows.Values(items[p]), _profile.Of(given[p], p, items.Length));
        }
        return scores;
    }

    public void Score(in UserHistory history, Span<float> scores)
    {
        scores = scores[..ItemCount];
        scores.Clear();
        var items = history.Items.Span;
        var given = history.Weights.Span;
        for (var p = 0; p < items.Length; p++)
        {
            var amount = _profile.Of(given[p], p, items.Length);
            var columns = _rows.Columns(items[p]);
            var values = _rows.Values(items[p]);
            for (var q = 0; q < columns.Length; q++) scores[columns[q]] += amount * values[q];
        }
        for (var i = 0; i < scores.Length; i++)
            if (scores[i] == 0) scores[i] = _fill[i];
    }

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => Explain(history, [item], most)[0];

    public IReadOnlyList<(int Item, float Share)>[] Explain(in UserHistory history, ReadOnlySpan<int> items, int most)
    {
        var past = history.Items.Span;
        var given = history.Weights.Span;
        var best = new BestItems[items.Length];
        foreach (ref var b in best.AsSpan()) b = new BestItems(Math.Min(most, past.Length));
        var totals = new float[items.Length];
        for (var p = 0; p < past.Length; p++)
        {
            var columns = _rows.Columns(past[p]);
            for (var k = 0; k < items.Length; k++)
            {
                var at = IndexOf(columns, items[k]);
                if (at < 0) continue;
                var share = _profile.Of(given[p], p, past.Length) * _rows.Values(past[p])[at];
                if (share <= 0) continue;
                totals[k] += share;
                best[k].Offer(past[p], share);
            }
        }
        var because = new IReadOnlyList<(int Item, float Share)>[items.Length];
        for (var k = 0; k < because.Length; k++)
        {
            var found = best[k].Take();
            foreach (ref var f in found.AsSpan()) f.Score /= totals[k];
            because[k] = found;
        }
        return because;
    }

    public float Weight(int source, int target)
    {
        var at = IndexOf(_rows.Columns(source), target);
        return at < 0 ? 0 : _rows.Values(source)[at];
    }

    public IReadOnlyList<(int Item, float Score)> Similar(int item, int most)
    {
        var columns = _rows.Columns(item);
        var values = _rows.Values(item);
        var found = new List<(int Item, float Score)>(columns.Length);
        for (var q = 0; q < columns.Length; q++)
            if (columns[q] != item && values[q] > 0) found.Add((columns[q], values[q]));
        found.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Item.CompareTo(b.Item));
        return found.Take(most).ToArray();
    }

    // Comparing all of a short row by vectors is quicker than the guesses of a binary search, most of which the processor mispredicts.
    private static int IndexOf(ReadOnlySpan<int> columns, int target) => columns.Length <= ShortRow ? columns.IndexOf(target) : columns.BinarySearch(target);
}
