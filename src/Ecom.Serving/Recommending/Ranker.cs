using System.Buffers;
using Ecom.Models.Scoring;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Recommending;

/// <summary>Scores and selects. Works in pooled memory.</summary>
internal static class Ranker
{
    /// <summary>A new product stays a little behind the products it is like: their score is observed, its own is not.</summary>
    private const float NewItemFactor = 0.95f;

    /// <summary>The best items for a history among those allowed.</summary>
    public static (int Item, float Score)[] ForHistory(ServedModel model, in UserHistory history, ItemMask allowed, int n)
    {
        var rented = ArrayPool<float>.Shared.Rent(model.Catalogue.Count);
        try
        {
            var scores = rented.AsSpan(0, model.Catalogue.Count);
            Score(model, history, scores);
            allowed.Apply(scores);
            return TopK.Select(scores, n);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>The model's scores of its items, and for new ones those of the products they are like; NaN where there is none.</summary>
    public static void Score(ServedModel model, in UserHistory history, Span<float> scores)
    {
        var known = model.Catalogue.ModelItemCount;
        model.Scorer.Score(history, scores[..known]);
        for (var i = known; i < scores.Length; i++)
        {
            var neighbours = model.Catalogue.NeighboursOfNew(i);
            var score = neighbours.IsEmpty ? float.NaN : 0;
            foreach (var (item, weight) in neighbours) score += weight * scores[item];
            scores[i] = score > 0 ? score * NewItemFactor : score;
        }
    }

    /// <summary>The most popular items among those allowed.</summary>
    public static (int Item, float Score)[] ByPopularity(ServedModel model, ItemMask allowed, int n)
    {
        var rented = ArrayPool<float>.Shared.Rent(model.Catalogue.Count);
        try
        {
            var scores = rented.AsSpan(0, model.Catalogue.Count);
            model.Popularity.CopyTo(scores);
            allowed.Apply(scores);
            return TopK.Select(scores, n);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
