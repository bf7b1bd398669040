namespace Ecom.Domain;

/// <summary>
/// Implicit feedback as a sparse matrix in compressed rows: users × items, one entry per pair, entries of a row in
/// order of time (oldest first). Immutable. Rows are customers, anonymous baskets or generated users; which one
/// is the owner's business.
/// </summary>
public sealed class Interactions
{
    private readonly long[] _starts;
    private readonly int[] _items;
    private readonly float[] _weights;
    private readonly long[] _times;

    private Interactions(int itemCount, long[] starts, int[] items, float[] weights, long[] times)
    {
        ItemCount = itemCount;
        _starts = starts;
        _items = items;
        _weights = weights;
        _times = times;
    }

    public int UserCount => _starts.Length - 1;
    public int ItemCount { get; }

    /// <summary>Number of stored pairs.</summary>
    public int Count => _items.Length;

    /// <summary>Items of all rows, row after row: [<see cref="Count"/>].</summary>
    public ReadOnlySpan<int> AllItems => _items;

    /// <summary>Weights in the order of <see cref="AllItems"/>.</summary>
    public ReadOnlySpan<float> AllWeights => _weights;

    /// <summary>Times in the order of <see cref="AllItems"/>, Unix seconds.</summary>
    public ReadOnlySpan<long> AllTimes => _times;

    /// <summary>Row boundaries: row u is [RowStarts[u], RowStarts[u + 1]).</summary>
    public ReadOnlySpan<long> RowStarts => _starts;

    public int RowLength(int user) => (int)(_starts[user + 1] - _starts[user]);
    public ReadOnlySpan<int> Items(int user) => _items.AsSpan((int)_starts[user], RowLength(user));
    public ReadOnlySpan<float> Weights(int user) => _weights.AsSpan((int)_starts[user], RowLength(user));

    /// <summary>Unix seconds, ascending.</summary>
    public ReadOnlySpan<long> Times(int user) => _times.AsSpan((int)_starts[user], RowLength(user));

    /// <summary>The row as memory, for callers that keep it beyond a stack frame. Same order as <see cref="Items"/>.</summary>
    public (ReadOnlyMemory<int> Items, ReadOnlyMemory<float> Weights, ReadOnlyMemory<long> Times) Row(int user)
    {
        var (start, length) = ((int)_starts[user], RowLength(user));
        return (_items.AsMemory(start, length), _weights.AsMemory(start, length), _times.AsMemory(start, length));
    }

    public static Interactions Empty(int users, int items) => new(items, new long[users + 1], [], [], []);

    /// <summary>
    /// Builds the matrix from entries in any order. Entries of one pair are merged: weights add up, the latest time
    /// stays. Entries of equal time keep their input order.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or an index is out of range.</exception>
    public static Interactions FromEntries(
        int userCount, int itemCount, ReadOnlySpan<int> users, ReadOnlySpan<int> items, ReadOnlySpan<float> weights, ReadOnlySpan<long> times)
    {
        var n = users.Length;
        if (items.Length != n || weights.Length != n || times.Length != n)
            throw new ArgumentException("The four entry arrays must have one length.");
        var starts = new long[userCount + 1];
        for (var k = 0; k < n; k++)
        {
            if ((uint)users[k] >= (uint)userCount || (uint)items[k] >= (uint)itemCount)
                throw new ArgumentException($"Entry {k} ({users[k]}, {items[k]}) lies outside {userCount} × {itemCount}.");
            starts[users[k] + 1]++;
        }
        for (var u = 0; u < userCount; u++) starts[u + 1] += starts[u];

        var order = new int[n];
        var next = starts.AsSpan(0, userCount).ToArray();
        for (var k = 0; k < n; k++) order[next[users[k]]++] = k;

        var outItems = new int[n];
        var outWeights = new float[n];
        var outTimes = new long[n];
        var outStarts = new long[userCount + 1];
        var seen = new Dictionary<int, int>();
        var written = 0;
        for (var u = 0; u < userCount; u++)
        {
            var row = order.AsSpan((int)starts[u], (int)(starts[u + 1] - starts[u]));
            SortByTime(row, times);
            seen.Clear();
            // From the newest back, so that the entry that stays is the latest; reversed afterwards.
            var first = written;
            for (var p = row.Length - 1; p >= 0; p--)
            {
                var k = row[p];
                if (seen.TryGetValue(items[k], out var at))
                {
                    outWeights[at] += weights[k];
                    continue;
                }
                seen[items[k]] = written;
                outItems[written] = items[k];
                outWeights[written] = weights[k];
                outTimes[written] = times[k];
                written++;
            }
            Array.Reverse(outItems, first, written - first);
            Array.Reverse(outWeights, first, written - first);
            Array.Reverse(outTimes, first, written - first);
            outStarts[u + 1] = written;
        }
        if (written < n)
        {
            Array.Resize(ref outItems, written);
            Array.Resize(ref outWeights, written);
            Array.Resize(ref outTimes, written);
        }
        return new Interactions(itemCount, outStarts, outItems, outWeights, outTimes);
    }

    /// <summary>One matrix with the rows of both, pair by pair merged as <see cref="FromEntries"/> does. Same shape required.</summary>
    public static Interactions Merge(Interactions a, Interactions b)
    {
        if (a.ItemCount != b.ItemCount || a.UserCount != b.UserCount)
            throw new ArgumentException("Only matrices of one shape can be merged.");
        return FromEntries(
            a.UserCount, a.ItemCount,
            [.. a.RowIndices(), .. b.RowIndices()], [.. a._items, .. b._items], [.. a._weights, .. b._weights], [.. a._times, .. b._times]);
    }

    /// <summary>The rows of <paramref name="a"/> followed by those of <paramref name="b"/>.</summary>
    public static Interactions Stack(Interactions a, Interactions b)
    {
        if (a.ItemCount != b.ItemCount) throw new ArgumentException("Only matrices over the same items can be stacked.");
        var starts = new long[a.UserCount + b.UserCount + 1];
        a._starts.CopyTo(starts, 0);
        for (var u = 0; u <= b.UserCount; u++) starts[a.UserCount + u] = a.Count + b._starts[u];
        return new Interactions(a.ItemCount, starts, [.. a._items, .. b._items], [.. a._weights, .. b._weights], [.. a._times, .. b._times]);
    }

    /// <summary>The marked pairs alone, marks in the order of <see cref="AllItems"/>; users and items keep their numbers.</summary>
    public Interactions Where(ReadOnlySpan<bool> kept)
    {
        if (kept.Length != Count) throw new ArgumentException($"{kept.Length} marks for {Count} pairs.", nameof(kept));
        var left = kept.Count(true);
        var (starts, items, weights, times) = (new long[_starts.Length], new int[left], new float[left], new long[left]);
        var at = 0;
        for (var u = 0; u < UserCount; u++)
        {
            for (var e = _starts[u]; e < _starts[u + 1]; e++)
            {
                if (!kept[(int)e]) continue;
                (items[at], weights[at], times[at]) = (_items[e], _weights[e], _times[e]);
                at++;
            }
            starts[u + 1] = at;
        }
        return new Interactions(ItemCount, starts, items, weights, times);
    }

    /// <summary>The pairs alone that are to be kept, told by user and item; both keep their numbers.</summary>
    public Interactions Where(Func<int, int, bool> keep)
    {
        var kept = new bool[Count];
        for (var u = 0; u < UserCount; u++)
            for (var e = _starts[u]; e < _starts[u + 1]; e++) kept[e] = keep(u, _items[e]);
        return Where(kept);
    }

    /// <summary>The same pairs with other weights, in the order of <see cref="AllItems"/>; the array becomes the matrix's own.</summary>
    public Interactions WithWeights(float[] weights) => weights.Length == Count
        ? new Interactions(ItemCount, _starts, _items, weights, _times)
        : throw new ArgumentException($"{weights.Length} weights for {Count} pairs.", nameof(weights));

    /// <summary>The user index of every entry, in storage order.</summary>
    public int[] RowIndices()
    {
        var rows = new int[Count];
        for (var u = 0; u < UserCount; u++) rows.AsSpan((int)_starts[u], RowLength(u)).Fill(u);
        return rows;
    }

    /// <summary>How many users touched each item: [<see cref="ItemCount"/>].</summary>
    public int[] ItemCounts()
    {
        var counts = new int[ItemCount];
        foreach (var i in _items) counts[i]++;
        return counts;
    }

    private static void SortByTime(Span<int> row, ReadOnlySpan<long> times)
    {
        // Entries mostly arrive sorted; only a row that is not pays for a sort.
        for (var p = 1; p < row.Length; p++)
        {
            if (times[row[p - 1]] <= times[row[p]]) continue;
            var keys = new (long Time, int Entry)[row.Length];
            for (var q = 0; q < row.Length; q++) keys[q] = (times[row[q]], row[q]);
            Array.Sort(keys);
            for (var q = 0; q < row.Length; q++) row[q] = keys[q].Entry;
            return;
        }
    }
}
