using Ecom.Domain;
using Ecom.Neural.Networks;

namespace Ecom.Recommendation.Networks;

/// <summary>Histories as rows over a vocabulary: one where a user touched an item with positive weight, else zero.</summary>
public sealed class HistoryRows : ISparseRows
{
    private readonly Interactions _interactions;
    private readonly ItemVocabulary _vocabulary;
    private readonly int[] _users;

    /// <param name="interactions">Users × items.</param>
    /// <param name="vocabulary">Items of the rows.</param>
    /// <param name="users">The users that are rows, in order; null: all with at least one item of the vocabulary.</param>
    public HistoryRows(Interactions interactions, ItemVocabulary vocabulary, int[]? users = null)
    {
        (_interactions, _vocabulary) = (interactions, vocabulary);
        _users = users ?? [.. Enumerable.Range(0, interactions.UserCount).Where(u => Touches(u))];
    }

    public int Count => _users.Length;
    public int Width => _vocabulary.Items.Length;

    public void Fill(ReadOnlySpan<int> rows, Span<float> dense)
    {
        for (var r = 0; r < rows.Length; r++)
        {
            var row = dense.Slice(r * Width, Width);
            var items = _interactions.Items(_users[rows[r]]);
            var weights = _interactions.Weights(_users[rows[r]]);
            for (var p = 0; p < items.Length; p++)
                if (weights[p] > 0 && _vocabulary.IndexOf(items[p]) is >= 0 and var index) row[index] = 1;
        }
    }

    public void AddColumns(int row, List<int> columns)
    {
        var items = _interactions.Items(_users[row]);
        var weights = _interactions.Weights(_users[row]);
        for (var p = 0; p < items.Length; p++)
            if (weights[p] > 0 && _vocabulary.IndexOf(items[p]) is >= 0 and var index) columns.Add(index);
    }

    private bool Touches(int user)
    {
        var items = _interactions.Items(user);
        var weights = _interactions.Weights(user);
        for (var p = 0; p < items.Length; p++)
            if (weights[p] > 0 && _vocabulary.IndexOf(items[p]) >= 0) return true;
        return false;
    }
}
