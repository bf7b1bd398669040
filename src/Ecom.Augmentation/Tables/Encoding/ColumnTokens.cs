using System.Runtime.InteropServices;

namespace Ecom.Augmentation.Tables.Encoding;

/// <summary>
/// A column's values as a few tokens and back. A value that enough rows share is a token of its own; the other numbers fall into intervals of enough rows,
/// and are drawn evenly from them; other texts are lost to the commonest one. So no token, and no end of an interval (<see cref="SharedBounds"/>), stands for fewer rows than the
/// privacy floor. Of the column itself only name, kind and decimals are kept.
/// </summary>
public sealed class ColumnTokens
{
    private readonly TableColumn _column;
    private readonly List<Token> _tokens = [];
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<double, int> _exact = [];
    private readonly int _missing = -1;

    /// <param name="column">What is encoded.</param>
    /// <param name="mostTokens">About as many tokens at most for numbers.</param>
    public ColumnTokens(TableColumn column, int mostTokens)
    {
        _column = column.Shape();
        if (column.Texts is not null) AddTexts(column.Texts);
        else AddNumbers(column.Numbers!, mostTokens);
        var missing = column.Texts?.Count(t => t is null) ?? column.Numbers!.Count(double.IsNaN);
        if (missing >= PrivacyFloor.Users)
        {
            _missing = _tokens.Count;
            _tokens.Add(new Token(null, double.NaN, double.NaN, missing));
        }
        // A column in which nothing is shared by enough rows says nothing that may be kept.
        if (_tokens.Count == 0) _tokens.Add(new Token(null, double.NaN, double.NaN, 0));
    }

    public int Count => _tokens.Count;

    /// <summary>Rows of each token.</summary>
    public IReadOnlyList<int> Rows => [.. _tokens.Select(t => t.Rows)];

    /// <summary>Every number that is kept of the rows.</summary>
    internal IEnumerable<double> Stored => _tokens.SelectMany(t => (double[])[t.Low, t.High]).Where(v => !double.IsNaN(v));

    /// <summary>The token of each row of a column of this type.</summary>
    public int[] Encode(TableColumn column)
    {
        var commonest = Enumerable.Range(0, Count).MaxBy(t => _tokens[t].Rows);
        if (column.Texts is { } texts)
            return [.. texts.Select(t => t is null ? Known(_missing, commonest) : _texts.GetValueOrDefault(t, commonest))];
        return [.. column.Numbers!.Select(v => double.IsNaN(v) ? Known(_missing, commonest) : _exact.TryGetValue(v, out var t) ? t : Interval(v, commonest))];
    }

    /// <summary>A column of drawn tokens; values within an interval are drawn here.</summary>
    public TableColumn Decode(IReadOnlyList<int> tokens, Random random)
    {
        if (_column.Texts is not null) return _column with { Texts = [.. tokens.Select(t => _tokens[t].Text)] };
        var numbers = new double[tokens.Count];
        for (var r = 0; r < numbers.Length; r++)
        {
            var token = _tokens[tokens[r]];
            var value = token.Low == token.High ? token.Low : token.Low + random.NextDouble() * (token.High - token.Low);
            numbers[r] = double.IsNaN(value) ? value : Math.Round(value, _column.Decimals);
        }
        return _column with { Numbers = numbers };
    }

    private static int Known(int token, int otherwise) => token >= 0 ? token : otherwise;

    private void AddTexts(string?[] texts)
    {
        foreach (var group in texts.Where(t => t is not null).GroupBy(t => t!).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (group.Count() < PrivacyFloor.Users) continue;
            _texts[group.Key] = _tokens.Count;
            _tokens.Add(new Token(group.Key, double.NaN, double.NaN, group.Count()));
        }
    }

    private void AddNumbers(double[] numbers, int mostTokens)
    {
        var present = numbers.Where(v => !double.IsNaN(v)).Order().ToArray();
        var share = (int)Math.Ceiling(present.Length / (double)mostTokens);
        var (alone, size) = (Math.Max(PrivacyFloor.Users, share), Math.Max(SharedBounds.Enough, share));
        var open = new List<double>();
        for (var start = 0; start < present.Length;)
        {
            var end = start;
            while (end < present.Length && present[end] == present[start]) end++;
            if (end - start >= alone)
            {
                Close(open);
                _exact[present[start]] = _tokens.Count;
                _tokens.Add(new Token(null, present[start], present[start], end - start));
            }
            else
            {
                open.AddRange(present[start..end]);
                if (open.Count >= size) Close(open);
            }
            start = end;
        }
        Close(open);
    }

    private void Close(List<double> open)
    {
        if (open.Count >= SharedBounds.Enough)
        {
            var (low, high) = SharedBounds.Of(CollectionsMarshal.AsSpan(open));
            _tokens.Add(new Token(null, low, high, open.Count));
        }
        open.Clear();
    }

    private int Interval(double value, int commonest)
    {
        var (best, distance) = (commonest, double.PositiveInfinity);
        for (var t = 0; t < _tokens.Count; t++)
        {
            var token = _tokens[t];
            if (double.IsNaN(token.Low)) continue;
            var d = value < token.Low ? token.Low - value : value > token.High ? value - token.High : 0;
            if (d < distance) (best, distance) = (t, d);
        }
        return best;
    }

    private sealed record Token(string? Text, double Low, double High, int Rows);
}
