using System.Buffers;
using Ecom.Domain;

namespace Ecom.Models.Scoring;

/// <summary>
/// Votes of the rows most like the history: user-based neighbours where rows are customers (Herlocker et al. 1999), and session-based
/// ones with recency where order and time count (VSKNN, Ludewig and Jannach 2018; STAN, Garg et al. 2019). Rows are stored, not learned, so
/// a new user costs nothing.
/// </summary>
public sealed class RowNeighbourScorer : IScorer
{
    private readonly Interactions _rows;
    private readonly NeighbourSettings _settings;
    private readonly int[] _starts;
    private readonly int[] _users;
    private readonly float[] _norms;
    private readonly float[] _fill;
    private readonly float[] _vote;
    private readonly float[] _squared;

    public RowNeighbourScorer(Interactions rows, NeighbourSettings settings)
    {
        _rows = rows;
        _settings = settings;
        _norms = new float[rows.UserCount];
        _starts = new int[rows.ItemCount + 1];
        foreach (var item in rows.AllItems) _starts[item + 1]++;
        for (var i = 0; i < rows.ItemCount; i++) _starts[i + 1] += _starts[i];
        _users = new int[rows.Count];
        var next = _starts.AsSpan(0, rows.ItemCount).ToArray();
        _vote = new float[rows.ItemCount];
        _squared = new float[rows.ItemCount];
        _fill = new float[rows.ItemCount];
        for (var i = 0; i < rows.ItemCount; i++)
        {
            var count = _starts[i + 1] - _starts[i];
            _fill[i] = 1e-9f * count / Math.Max(1, rows.UserCount);
            var rarity = MathF.Log((rows.UserCount + 1f) / (count + 1f));
            _vote[i] = settings.VoteIdf ? rarity : 1;
            _squared[i] = settings.Idf ? rarity * rarity : 1;
        }
        for (var u = 0; u < rows.UserCount; u++)
        {
            var square = 0f;
            foreach (var item in rows.Items(u))
            {
                _users[next[item]++] = u;
                square += _squared[item];
            }
            _norms[u] = MathF.Pow(square, 1 - settings.Asymmetry);
        }
    }

    public int ItemCount => _rows.ItemCount;

    public void Score(in UserHistory history, Span<float> scores)
    {
        scores = scores[..ItemCount];
        scores.Clear();
        foreach (var (row, similarity) in Nearest(history))
            Vote(row, _settings.Amplification == 1 ? similarity : MathF.Pow(similarity, _settings.Amplification), history, scores);
        for (var i = 0; i < scores.Length; i++)
            if (scores[i] == 0) scores[i] = _fill[i];
    }

    /// <summary>Neighbours are people, so no item is named as the reason.</summary>
    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => [];

    private (int Item, float Score)[] Nearest(in UserHistory history)
    {
        var items = history.Items.Span;
        if (items.IsEmpty || _rows.UserCount == 0) return [];
        var dots = ArrayPool<float>.Shared.Rent(_rows.UserCount);
        try
        {
            var similarity = dots.AsSpan(0, _rows.UserCount);
            similarity.Clear();
            var square = 0f;
            for (var p = 0; p < items.Length; p++)
            {
                var amount = _settings.Profile.Of(history.Weights.Span[p], p, items.Length);
                square += amount * amount * _squared[items[p]];
                amount *= _squared[items[p]];
                foreach (var user in _users.AsSpan(_starts[items[p]].._starts[items[p] + 1])) similarity[user] += amount;
            }
            var norm = MathF.Pow(square, _settings.Asymmetry);
            var now = history.Times.IsEmpty ? 0 : history.Times.Span[^1];
            for (var u = 0; u < similarity.Length; u++)
            {
                if (similarity[u] == 0) continue;
                similarity[u] /= (norm * _norms[u]) + _settings.Shrink;
                if (_settings.HalfLifeDays > 0)
                    similarity[u] *= MathF.Pow(.5f, Math.Abs(now - _rows.Times(u)[^1]) / 86400f / _settings.HalfLifeDays);
            }
            // The user's own row would only vote for what is in the history already.
            if (history.UserIndex >= 0 && history.UserIndex < similarity.Length) similarity[history.UserIndex] = 0;
            return [.. TopK.Select(similarity, _settings.Neighbours).Where(n => n.Score > 0)];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(dots);
        }
    }

    private void Vote(int row, float similarity, in UserHistory history, Span<float> scores)
    {
        var items = _rows.Items(row);
        var shared = -1;
        if (_settings.Reach > 0)
        {
            // The newest item of the history that the row shares: what follows near it counts most.
            var own = history.Items.Span;
            for (var p = own.Length - 1; p >= 0 && shared < 0; p--) shared = items.IndexOf(own[p]);
        }
        for (var q = 0; q < items.Length; q++)
        {
            var near = shared < 0 ? 1 : MathF.Exp(-Math.Abs(q - shared) / _settings.Reach);
            scores[items[q]] += similarity * near * _vote[items[q]];
        }
    }
}
