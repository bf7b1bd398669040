using Ecom.Domain;

namespace Ecom.Recommendation.Common;

/// <summary>The transpose of a matrix: per item its users, ascending, and their weights.</summary>
public sealed class ItemColumns
{
    private readonly int[] _starts;
    private readonly int[] _users;
    private readonly float[] _weights;

    public ItemColumns(Interactions rows)
    {
        _starts = new int[rows.ItemCount + 1];
        foreach (var item in rows.AllItems) _starts[item + 1]++;
        for (var i = 0; i < rows.ItemCount; i++) _starts[i + 1] += _starts[i];
        _users = new int[rows.Count];
        _weights = new float[rows.Count];
        var next = _starts.AsSpan(0, rows.ItemCount).ToArray();
        for (var u = 0; u < rows.UserCount; u++)
        {
            var items = rows.Items(u);
            var weights = rows.Weights(u);
            for (var p = 0; p < items.Length; p++)
            {
                var at = next[items[p]]++;
                _users[at] = u;
                _weights[at] = weights[p];
            }
        }
    }

    public int ItemCount => _starts.Length - 1;
    public ReadOnlySpan<int> Users(int item) => _users.AsSpan(_starts[item].._starts[item + 1]);
    public ReadOnlySpan<float> Weights(int item) => _weights.AsSpan(_starts[item].._starts[item + 1]);
}
