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
        if (model.Scorer is IReachScorer scorer) return OfReached(model, scorer, history, allowed, n);
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

    /// <summary>
    /// The same list as by scoring everything, from what the history reaches: those items and the new products first, then as many of the rest as the
    /// list may need, in the scorer's order for them.
    /// </summary>
    private static (int Item, float Score)[] OfReached(ServedModel model, IReachScorer scorer, in UserHistory history, ItemMask allowed, int n)
    {
        var best = new BestItems(n);
        using (var scores = scorer.Reach(history))
        {
            OfferNew(ref best, model, scores, scorer.Fill, allowed);
            scores.MoveTo(ref best, allowed.First(model.Catalogue.ModelItemCount));
        }
        var order = scorer.FillOrder;
        var ahead = best.CountAbove(order.IsEmpty ? 0 : scorer.Fill[order[0]]);
        if (ahead < n) OfferFill(ref best, scorer, history, allowed, n - ahead);
        return best.Take();
    }

    private static void OfferNew(ref BestItems best, ServedModel model, SparseScores scores, ReadOnlySpan<float> fill, ItemMask allowed)
    {
        for (var i = model.Catalogue.ModelItemCount; i < model.Catalogue.Count; i++)
        {
            var neighbours = model.Catalogue.NeighboursOfNew(i);
            if (neighbours.IsEmpty || !allowed[i]) continue;
            var score = 0f;
            foreach (var (item, weight) in neighbours) score += weight * (scores[item] != 0 ? scores[item] : fill[item]);
            best.Offer(i, score > 0 ? score * NewItemFactor : score);
        }
    }

    /// <summary>Seldom needed, so the sums are made again for it.</summary>
    private static void OfferFill(ref BestItems best, IReachScorer scorer, in UserHistory history, ItemMask allowed, int most)
    {
        using var scores = scorer.Reach(history);
        var fill = scorer.Fill;
        var order = scorer.FillOrder;
        for (var p = 0; p < order.Length && most > 0; p++)
        {
            if (scores[order[p]] != 0 || !allowed[order[p]]) continue;
            best.Offer(order[p], fill[order[p]]);
            most--;
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
