using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Snapshots;

namespace Ecom.Trainer.Protocols;

/// <summary>A snapshot's scorer over another item numbering: items it does not know rank last.</summary>
internal sealed class RenumberedScorer : IScorer
{
    private readonly IScorer _inner;
    private readonly int[] _known;

    public RenumberedScorer(Snapshot snapshot, IReadOnlyList<Product> items)
    {
        _inner = snapshot.Scorer;
        _known = [.. items.Select(p => snapshot.TryGetItem(p.ItemId, out var index) ? index : -1)];
    }

    public int ItemCount => _known.Length;

    public void Score(in UserHistory history, Span<float> scores)
    {
        var inner = new float[_inner.ItemCount];
        _inner.Score(Translate(history), inner);
        for (var i = 0; i < _known.Length; i++) scores[i] = _known[i] >= 0 ? inner[_known[i]] : float.MinValue;
    }

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => [];

    private UserHistory Translate(in UserHistory history)
    {
        var (items, weights, times) = (history.Items, history.Weights, history.Times);
        var kept = Enumerable.Range(0, items.Length).Where(p => _known[items.Span[p]] >= 0).ToArray();
        return new UserHistory(
            kept.Select(p => _known[items.Span[p]]).ToArray(), kept.Select(p => weights.Span[p]).ToArray(),
            times.IsEmpty ? times : kept.Select(p => times.Span[p]).ToArray());
    }
}
