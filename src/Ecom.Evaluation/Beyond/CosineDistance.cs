using Ecom.Domain;

namespace Ecom.Evaluation.Beyond;

/// <summary>One minus the cosine of the items' user sets.</summary>
internal sealed class CosineDistance : IItemDistance
{
    private readonly int[] _starts;
    private readonly int[] _users;

    public CosineDistance(Interactions interactions)
    {
        _starts = new int[interactions.ItemCount + 1];
        foreach (var item in interactions.AllItems) _starts[item + 1]++;
        for (var i = 0; i < interactions.ItemCount; i++) _starts[i + 1] += _starts[i];
        _users = new int[interactions.Count];
        var next = _starts.AsSpan(0, interactions.ItemCount).ToArray();
        for (var u = 0; u < interactions.UserCount; u++)
            foreach (var item in interactions.Items(u)) _users[next[item]++] = u;
    }

    public double Between(int a, int b)
    {
        var left = _users.AsSpan(_starts[a].._starts[a + 1]);
        var right = _users.AsSpan(_starts[b].._starts[b + 1]);
        if (left.IsEmpty || right.IsEmpty) return 1;
        int i = 0, j = 0, common = 0;
        while (i < left.Length && j < right.Length)
        {
            if (left[i] == right[j])
            {
                common++;
                i++;
                j++;
            }
            else if (left[i] < right[j]) i++;
            else j++;
        }
        return 1 - (common / Math.Sqrt((double)left.Length * right.Length));
    }
}
