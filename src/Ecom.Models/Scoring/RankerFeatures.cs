using System.Numerics.Tensors;

namespace Ecom.Models.Scoring;

/// <summary>
/// Candidates of a user and what a re-ranker sees of them: the union of each part's best items, and per part the transformed score, its gap
/// to the best candidate and, where a part works by items, its weights from the last two items of the history alone; beside them the history's
/// length and, where wanted, the item's popularity. Used alike when the ranker is trained and when it serves. Not thread-safe.
/// </summary>
public sealed class RankerFeatures
{
    /// <summary>Newest items of the history whose weights are features of their own.</summary>
    private const int Recent = 2;

    private readonly IReadOnlyList<IScorer> _parts;
    private readonly PartTransform[] _transforms;
    private readonly int _perPart;
    private readonly float[]? _popularity;
    private readonly float[][] _scores;
    private readonly IPairWeights[] _pairs;

    /// <param name="parts">Over the same items.</param>
    /// <param name="transforms">One a part.</param>
    /// <param name="perPart">Candidates taken from each part.</param>
    /// <param name="popularity">ln(1 + count) by item as one more feature, or null.</param>
    public RankerFeatures(IReadOnlyList<IScorer> parts, PartTransform[] transforms, int perPart, float[]? popularity)
    {
        (_parts, _transforms, _perPart, _popularity) = (parts, transforms, perPart, popularity);
        _scores = [.. parts.Select(p => new float[p.ItemCount])];
        _pairs = [.. parts.OfType<IPairWeights>()];
        Count = CountOf(parts, popularity is not null);
    }

    public int Count { get; }

    public static int CountOf(IReadOnlyList<IScorer> parts, bool popularity) =>
        (2 * parts.Count) + (Recent * parts.Count(p => p is IPairWeights)) + 1 + (popularity ? 1 : 0);

    /// <summary>The user's candidates in ascending order and their features, [candidates × <see cref="Count"/>].</summary>
    public (int[] Items, float[] Features) Of(in UserHistory history)
    {
        var seen = history.Items.ToArray();
        Array.Sort(seen);
        var pool = new SortedSet<int>();
        for (var p = 0; p < _parts.Count; p++)
        {
            _parts[p].Score(history, _scores[p]);
            foreach (var (item, _) in TopK.Select(_scores[p], _perPart, seen)) pool.Add(item);
            PartScores.Apply(_transforms[p], _scores[p]);
        }
        int[] items = [.. pool];
        if (items.Length == 0) return (items, []);
        var features = new float[items.Length * Count];
        for (var p = 0; p < _parts.Count; p++)
        {
            var best = Floored(p, items[0]);
            foreach (var item in items) best = MathF.Max(best, Floored(p, item));
            for (var i = 0; i < items.Length; i++)
            {
                features[(i * Count) + (2 * p)] = Floored(p, items[i]);
                features[(i * Count) + (2 * p) + 1] = Floored(p, items[i]) - best;
            }
        }
        var own = history.Items.Span;
        for (var i = 0; i < items.Length; i++)
        {
            var rest = features.AsSpan((i * Count) + (2 * _parts.Count), Count - (2 * _parts.Count));
            for (var p = 0; p < _pairs.Length; p++)
                for (var back = 0; back < Recent; back++)
                    rest[(p * Recent) + back] = back < own.Length ? _pairs[p].Weight(own[^(back + 1)], items[i]) : 0;
            rest[_pairs.Length * Recent] = own.Length;
            if (_popularity is not null) rest[(_pairs.Length * Recent) + 1] = _popularity[items[i]];
        }
        return (items, features);
    }

    /// <summary>
    /// Below the floor lies what a part does not reach, in order of popularity: a ranker that is not to know popularity must not see it there either.
    /// </summary>
    private float Floored(int part, int item) =>
        _transforms[part] == PartTransform.Standard ? _scores[part][item] : MathF.Max(PartScores.Floor, _scores[part][item]);

    /// <summary>The transformed scores of one part for the user last asked about: the order of what is not a candidate.</summary>
    public ReadOnlySpan<float> PartOrder(int part) => _scores[part];

    /// <summary>Squeezes any scores into (−2, −1), keeping their order: below every candidate.</summary>
    public static void Below(ReadOnlySpan<float> order, Span<float> target)
    {
        var (low, high) = (TensorPrimitives.Min(order), TensorPrimitives.Max(order));
        var scale = high > low ? .98f / (high - low) : 0;
        for (var i = 0; i < order.Length; i++) target[i] = -1.99f + ((order[i] - low) * scale);
    }
}
