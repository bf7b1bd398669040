using System.Collections.Concurrent;

namespace Ecom.Models.Scoring;

/// <summary>Candidates of several models, re-ranked by boosted trees (LambdaMART, Burges 2010); everything else follows in the first part's order.</summary>
public sealed class RankerScorer(
    IReadOnlyList<IScorer> parts, PartTransform[] transforms, int perPart, float[]? popularity, TreeEnsemble trees) : IScorer, ISimilarItems
{
    /// <summary>Scratch space is large and not thread-safe, so it goes from caller to caller.</summary>
    private readonly ConcurrentBag<RankerFeatures> _idle = [];

    public int ItemCount => parts[0].ItemCount;

    public void Score(in UserHistory history, Span<float> scores)
    {
        scores = scores[..ItemCount];
        if (!_idle.TryTake(out var features)) features = new RankerFeatures(parts, transforms, perPart, popularity);
        var (items, values) = features.Of(history);
        RankerFeatures.Below(features.PartOrder(0), scores);
        var width = features.Count;
        for (var i = 0; i < items.Length; i++)
        {
            // Above −1 whatever the trees say: a bounded, order-keeping squeeze.
            var score = trees.Score(values.AsSpan(i * width, width));
            scores[items[i]] = score / (1 + MathF.Abs(score));
        }
        _idle.Add(features);
    }

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most)
    {
        foreach (var part in parts)
        {
            var because = part.Explain(history, item, most);
            if (because.Count > 0) return because;
        }
        return [];
    }

    public IReadOnlyList<(int Item, float Score)> Similar(int item, int most) =>
        parts.OfType<ISimilarItems>().FirstOrDefault()?.Similar(item, most) ?? [];
}
