using System.Buffers;
using System.Numerics.Tensors;

namespace Ecom.Models.Scoring;

/// <summary>A weighted sum of several models' transformed scores.</summary>
public sealed class FusionScorer : IScorer, ISimilarItems
{
    private readonly IReadOnlyList<IScorer> _parts;
    private readonly PartTransform[] _transforms;
    private readonly float[] _weights;

    /// <param name="parts">Over the same items.</param>
    /// <param name="transforms">One a part.</param>
    /// <param name="weights">One a part.</param>
    public FusionScorer(IReadOnlyList<IScorer> parts, PartTransform[] transforms, float[] weights)
    {
        if (parts.Count == 0 || transforms.Length != parts.Count || weights.Length != parts.Count)
            throw new ArgumentException("Every part needs a transform and a weight.", nameof(parts));
        (_parts, _transforms, _weights) = (parts, transforms, weights);
    }

    public int ItemCount => _parts[0].ItemCount;

    public void Score(in UserHistory history, Span<float> scores)
    {
        scores = scores[..ItemCount];
        scores.Clear();
        var rented = ArrayPool<float>.Shared.Rent(ItemCount);
        try
        {
            var part = rented.AsSpan(0, ItemCount);
            for (var p = 0; p < _parts.Count; p++)
            {
                if (_weights[p] == 0) continue;
                _parts[p].Score(history, part);
                PartScores.Apply(_transforms[p], part);
                TensorPrimitives.MultiplyAdd(part, _weights[p], scores, scores);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>The reasons of the part that weighs most among those that have any.</summary>
    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most)
    {
        foreach (var p in Enumerable.Range(0, _parts.Count).OrderByDescending(p => _weights[p]))
        {
            var because = _parts[p].Explain(history, item, most);
            if (because.Count > 0) return because;
        }
        return [];
    }

    public IReadOnlyList<(int Item, float Score)> Similar(int item, int most)
    {
        var able = Enumerable.Range(0, _parts.Count).Where(p => _parts[p] is ISimilarItems).OrderByDescending(p => _weights[p]).ToArray();
        return able.Length == 0 ? [] : ((ISimilarItems)_parts[able[0]]).Similar(item, most);
    }
}
