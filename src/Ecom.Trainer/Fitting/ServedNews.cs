using Ecom.Data.Folds;
using Ecom.Domain;
using Ecom.Models.Snapshots;
using Ecom.Recommendation.Contracts;

namespace Ecom.Trainer.Fitting;

/// <summary>What the rows of now have that a served version's do not; customers and items are matched by id, anonymous baskets told apart by time.</summary>
internal sealed class ServedNews
{
    private readonly List<int> _users = [], _items = [];
    private readonly List<float> _weights = [];
    private readonly List<long> _times = [];
    private readonly List<int> _oldUsers = [], _oldItems = [];
    private readonly List<float> _oldWeights = [];
    private readonly List<long> _oldTimes = [];

    /// <param name="served">The served version.</param>
    /// <param name="folds">Customers and items of now.</param>
    /// <param name="now">Their rows, and the baskets, as far as they are to be looked at.</param>
    public ServedNews(Snapshot served, FoldSet folds, TrainingData now)
    {
        var index = Enumerable.Range(0, folds.Items.Count).ToDictionary(i => folds.Items[i].ItemId, StringComparer.Ordinal);
        ItemNumbers = [.. served.Items.Select(p => index.GetValueOrDefault(p.ItemId, -1))];
        KnownPairs = Customers(served, folds, now.Observed);
        var oldBaskets = now.Baskets is { } baskets ? Baskets(baskets, served.Header.DataEnd.ToUnixTimeSeconds()) : 0;
        Rows = new NewRows(
            Interactions.FromEntries(Count, now.ItemCount, [.. _oldUsers], [.. _oldItems], [.. _oldWeights], [.. _oldTimes]),
            Interactions.FromEntries(Count, now.ItemCount, [.. _users], [.. _items], [.. _weights], [.. _times]),
            served.Header.Users + oldBaskets);
    }

    /// <summary>The number now of each of the served version's items; −1: it is no more.</summary>
    public int[] ItemNumbers { get; }

    /// <summary>Rows with pairs that the served version does not know.</summary>
    public NewRows Rows { get; }

    /// <summary>Their number.</summary>
    public int Count { get; private set; }

    /// <summary>Pairs that the served version does not know.</summary>
    public int Pairs { get; private set; }

    /// <summary>Customers' pairs that it knows too.</summary>
    public long KnownPairs { get; }

    /// <returns>Pairs of the served version that are still there.</returns>
    private long Customers(Snapshot served, FoldSet folds, Interactions now)
    {
        var kept = 0L;
        var before = new HashSet<int>();
        for (var u = 0; u < now.UserCount; u++)
        {
            before.Clear();
            var known = served.TryGetHistory(folds.UserIds[u], out var history);
            foreach (var item in history.Items.Span)
                if (ItemNumbers[item] >= 0) before.Add(ItemNumbers[item]);
            var still = 0;
            foreach (var item in now.Items(u))
                if (before.Contains(item)) still++;
            kept += still;
            if (still == now.RowLength(u)) continue;
            for (var p = 0; known && p < history.Items.Length; p++)
                if (ItemNumbers[history.Items.Span[p]] is >= 0 and var item) AddOld(item, history.Weights.Span[p], history.Times.Span[p]);
            Pairs += now.RowLength(u) - still;
            AddRow(now, u);
        }
        return kept;
    }

    /// <returns>Baskets that the served version was fitted on.</returns>
    private int Baskets(Interactions baskets, long until)
    {
        var old = 0;
        for (var b = 0; b < baskets.UserCount; b++)
        {
            var times = baskets.Times(b);
            var known = 0;
            while (known < times.Length && times[known] <= until) known++;
            if (known > 0) old++;
            if (known == times.Length) continue;
            for (var p = 0; p < known; p++) AddOld(baskets.Items(b)[p], baskets.Weights(b)[p], times[p]);
            Pairs += times.Length - known;
            AddRow(baskets, b);
        }
        return old;
    }

    private void AddOld(int item, float weight, long time)
    {
        _oldUsers.Add(Count);
        _oldItems.Add(item);
        _oldWeights.Add(weight);
        _oldTimes.Add(time);
    }

    private void AddRow(Interactions from, int row)
    {
        for (var p = 0; p < from.RowLength(row); p++) _users.Add(Count);
        _items.AddRange(from.Items(row));
        _weights.AddRange(from.Weights(row));
        _times.AddRange(from.Times(row));
        Count++;
    }
}
