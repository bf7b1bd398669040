using System.Numerics;

namespace Ecom.Evaluation.Ranking;

/// <summary>
/// The top of one ranking with its runs of equal scores. Reused from user to user; not thread-safe. Items scored −∞ are not candidates.
/// </summary>
internal sealed class RankedList(int k)
{
    private readonly int[] _items = new int[k];
    private readonly float[] _scores = new float[k];
    private readonly TieGroup[] _groups = new TieGroup[k];
    private readonly float[] _groupScores = new float[k];
    private readonly List<(ulong Key, int Item)> _tied = [];
    private int _groupCount;
    private int _tiedBelow;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    public void Build(ReadOnlySpan<float> scores)
    {
        Count = 0;
        _tiedBelow = 0;
        var floor = float.NegativeInfinity;
        var i = 0;
        // Almost no block holds a score as good as the k-th best so far: one vector comparison skips it.
        for (; i + Vector<float>.Count <= scores.Length; i += Vector<float>.Count)
        {
            if (!Vector.GreaterThanOrEqualAny(new Vector<float>(scores.Slice(i)), new Vector<float>(floor))) continue;
            for (var j = i; j < i + Vector<float>.Count; j++)
                if (scores[j] >= floor) floor = Insert(j, scores[j], floor);
        }
        for (; i < scores.Length; i++)
            if (scores[i] >= floor) floor = Insert(i, scores[i], floor);

        _groupCount = 0;
        for (var p = 0; p < Count; p++)
        {
            if (p > 0 && _scores[p] == _scores[p - 1])
            {
                _groups[_groupCount - 1] = _groups[_groupCount - 1] with { Size = p + 1 - _groups[_groupCount - 1].Start };
                continue;
            }
            _groupScores[_groupCount] = _scores[p];
            _groups[_groupCount++] = new TieGroup(p, 1, 0);
        }
        // Only the last run can go on below the list.
        if (_tiedBelow > 0) _groups[_groupCount - 1] = _groups[_groupCount - 1] with { Size = _groups[_groupCount - 1].Size + _tiedBelow };
    }

    /// <summary>The runs with the relevant items counted; the span is valid until the next call.</summary>
    public ReadOnlySpan<TieGroup> Mark(ReadOnlySpan<float> scores, ReadOnlySpan<int> relevant)
    {
        for (var g = 0; g < _groupCount; g++) _groups[g] = _groups[g] with { Relevant = 0 };
        foreach (var item in relevant)
        {
            var score = scores[item];
            for (var g = 0; g < _groupCount; g++)
            {
                if (_groupScores[g] > score) continue;
                if (_groupScores[g] == score) _groups[g] = _groups[g] with { Relevant = _groups[g].Relevant + 1 };
                break;
            }
        }
        return _groups.AsSpan(0, _groupCount);
    }

    /// <summary>Orders equal scores by a hash of seed, user and item, so that lists show no preference for low item numbers.</summary>
    public void ShuffleTies(ReadOnlySpan<float> scores, int seed, int user)
    {
        for (var g = 0; g < _groupCount; g++)
        {
            var (start, size, _) = _groups[g];
            if (size == 1) continue;
            _tied.Clear();
            if (start + size <= Count)
                for (var p = start; p < start + size; p++) _tied.Add((Hash(seed, user, _items[p]), _items[p]));
            else
                for (var j = 0; j < scores.Length; j++)
                    if (scores[j] == _groupScores[g]) _tied.Add((Hash(seed, user, j), j));
            _tied.Sort();
            for (var p = start; p < Math.Min(start + size, Count); p++) _items[p] = _tied[p - start].Item;
        }
    }

    /// <returns>The k-th best score now; −∞ while there are fewer.</returns>
    private float Insert(int item, float score, float floor)
    {
        if (float.IsNegativeInfinity(score)) return floor;
        var full = Count == k;
        if (full && score == floor)
        {
            _tiedBelow++;
            return floor;
        }
        var p = full ? k - 1 : Count++;
        for (; p > 0 && _scores[p - 1] < score; p--)
        {
            _scores[p] = _scores[p - 1];
            _items[p] = _items[p - 1];
        }
        _scores[p] = score;
        _items[p] = item;
        if (Count < k) return float.NegativeInfinity;
        // What was pushed out still ties with the last of the list, or nothing does any more.
        _tiedBelow = full && _scores[k - 1] == floor ? _tiedBelow + 1 : 0;
        return _scores[k - 1];
    }

    private static ulong Hash(int seed, int user, int item)
    {
        // SplitMix64 (Steele et al. 2014).
        var z = ((ulong)(uint)seed << 40) ^ ((ulong)(uint)user << 20) ^ (uint)item;
        z = (z + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
