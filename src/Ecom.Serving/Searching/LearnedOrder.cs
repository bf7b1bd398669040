using Ecom.Search.Learning;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Searching;

/// <summary>Puts the best matches by text into the learned ranker's order.</summary>
internal static class LearnedOrder
{
    /// <summary>
    /// The last of the ordered matches is worth this share of the first, about as by text; whatever was not ordered comes below. The ranker's scores have no unit, and the weights of
    /// <see cref="SearchWeights"/> are shares of a score.
    /// </summary>
    private const float Last = .5f;

    /// <param name="model">With a ranker, or without: then nothing happens.</param>
    /// <param name="query">As it was understood.</param>
    /// <param name="best">The best by text, the first worth 1; changed in place. The same matches are ordered whatever page is asked for.</param>
    public static OrderedBy Apply(ServedModel model, string query, (int Item, float Score)[] best)
    {
        if (model.Ranker is not { } ranker) return OrderedBy.Bm25;
        var ordered = best.AsSpan(0, Math.Min(best.Length, SearchRanker.Depth));
        if (ordered.Length < 2) return OrderedBy.Learned;
        var candidates = new SearchCandidate[ordered.Length];
        for (var c = 0; c < candidates.Length; c++)
            candidates[c] = new SearchCandidate(model.Catalogue[ordered[c].Item], ordered[c].Score, model.Popularity[ordered[c].Item]);
        var scores = ranker.Score(query, candidates);
        var (low, high) = (scores.Min(), scores.Max());
        var items = ordered.ToArray();
        // Where the ranker sees no difference, the text decides: the order is a stable one.
        var place = 0;
        foreach (var c in Enumerable.Range(0, candidates.Length).OrderByDescending(c => scores[c]))
            ordered[place++] = (items[c].Item, high > low ? Last + ((1 - Last) * (scores[c] - low) / (high - low)) : 1);
        var lastByText = items[^1].Score;
        foreach (ref var rest in best.AsSpan(ordered.Length)) rest.Score = lastByText > 0 ? Last * rest.Score / lastByText : 0;
        return OrderedBy.Learned;
    }
}
