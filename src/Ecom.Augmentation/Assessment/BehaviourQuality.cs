using Ecom.Domain;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Assessment;

/// <summary>How alike generated interactions are to observed ones. Negatives are left out: they are no behaviour.</summary>
public sealed record BehaviourQuality
{
    private const int Classes = 10, Items = 100;

    /// <summary>Total variation between where generated and observed interactions fall among ten classes of items by popularity, each holding a tenth of the observed ones; 0 at best.</summary>
    public required double PopularityDistance { get; init; }

    /// <summary>Kolmogorov-Smirnov distance between the lengths of all histories before and after, generated users included; 0 at best.</summary>
    public required double HistoryLengthDistance { get; init; }

    /// <summary>Pearson's correlation between cosines of the hundred commonest items within observed histories and within those that a generated entry is in; 1 at best, NaN where these say nothing.</summary>
    public required double CoOccurrenceCorrelation { get; init; }

    /// <summary>Total variation between observed steps from category to category and those to or from a generated entry; 0 at best. NaN without categories or steps.</summary>
    public required double CategoryTransitionDistance { get; init; }

    /// <returns>Null where nothing was generated.</returns>
    public static BehaviourQuality? Of(TrainingData data)
    {
        if (data.Generated is not { } generated) return null;
        var observed = data.Observed;
        var added = Enumerable.Range(0, generated.UserCount).Where(u => generated.Weights(u).ContainsAnyInRange(float.Epsilon, float.MaxValue)).ToArray();
        if (added.Length == 0) return null;
        var histories = added.ToDictionary(u => u, u => History(data, u));
        var lengths = Enumerable.Range(0, observed.UserCount).Select(observed.RowLength).Where(n => n > 0).ToArray();
        var after = Enumerable.Range(0, observed.UserCount).Where(u => !histories.ContainsKey(u)).Select(observed.RowLength).Where(n => n > 0)
            .Concat(histories.Values.Select(h => h.Length)).ToArray();
        return new BehaviourQuality
        {
            PopularityDistance = Popularity(observed, histories.Values),
            HistoryLengthDistance = KolmogorovSmirnov(lengths, after),
            CoOccurrenceCorrelation = CoOccurrence(observed, histories.Values),
            CategoryTransitionDistance = Transitions(data, histories.Values),
        };
    }

    /// <summary>By name, for a report; what says nothing is left out.</summary>
    public IReadOnlyDictionary<string, double> ToFigures() => new Dictionary<string, double>
    {
        ["popularityDistance"] = PopularityDistance,
        ["historyLengthDistance"] = HistoryLengthDistance,
        ["coOccurrenceCorrelation"] = CoOccurrenceCorrelation,
        ["categoryTransitionDistance"] = CategoryTransitionDistance,
    }.Where(f => !double.IsNaN(f.Value)).ToDictionary(f => f.Key, f => f.Value);

    /// <summary>A user's items in order of time and which of them were generated.</summary>
    private static (int Item, bool Generated)[] History(TrainingData data, int user)
    {
        var entries = new List<(int Item, bool Generated, long Time)>();
        if (user < data.Observed.UserCount)
            for (var p = 0; p < data.Observed.RowLength(user); p++) entries.Add((data.Observed.Items(user)[p], false, data.Observed.Times(user)[p]));
        var known = entries.Select(e => e.Item).ToHashSet();
        for (var p = 0; p < data.Generated!.RowLength(user); p++)
            if (data.Generated.Weights(user)[p] > 0 && known.Add(data.Generated.Items(user)[p]))
                entries.Add((data.Generated.Items(user)[p], true, data.Generated.Times(user)[p]));
        return [.. entries.OrderBy(e => e.Time).Select(e => (e.Item, e.Generated))];
    }

    private static double Popularity(Interactions observed, IEnumerable<(int Item, bool Generated)[]> histories)
    {
        var counts = observed.ItemCounts();
        var (classOf, real, seen) = (new int[counts.Length], new double[Classes], 0L);
        foreach (var item in Enumerable.Range(0, counts.Length).OrderByDescending(i => counts[i]))
        {
            classOf[item] = Math.Min(Classes - 1, (int)(seen * Classes / Math.Max(1, observed.Count)));
            real[classOf[item]] += counts[item];
            seen += counts[item];
        }
        var made = new double[Classes];
        foreach (var (item, generated) in histories.SelectMany(h => h))
            if (generated) made[classOf[item]]++;
        return made.Sum() > 0 ? Variation(real, made) : 0;
    }

    private static double CoOccurrence(Interactions observed, IEnumerable<(int Item, bool Generated)[]> histories)
    {
        var counts = observed.ItemCounts();
        var index = Enumerable.Range(0, counts.Length).OrderByDescending(i => counts[i]).Take(Items).Select((item, at) => (item, at)).ToDictionary(p => p.item, p => p.at);
        var real = Cosines(Enumerable.Range(0, observed.UserCount).Select(u => observed.Items(u).ToArray()), index);
        var made = Cosines(histories.Select(h => h.Select(e => e.Item).ToArray()), index);
        var (meanReal, meanMade) = (real.DefaultIfEmpty(0).Average(), made.DefaultIfEmpty(0).Average());
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var p = 0; p < real.Length; p++)
        {
            xy += (real[p] - meanReal) * (made[p] - meanMade);
            xx += (real[p] - meanReal) * (real[p] - meanReal);
            yy += (made[p] - meanMade) * (made[p] - meanMade);
        }
        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }

    private static double[] Cosines(IEnumerable<int[]> rows, Dictionary<int, int> index)
    {
        var together = new double[index.Count, index.Count];
        foreach (var row in rows)
        {
            int[] present = [.. row.Where(index.ContainsKey).Select(i => index[i])];
            foreach (var a in present)
                foreach (var b in present) together[a, b]++;
        }
        return [.. from a in Enumerable.Range(0, index.Count)
                   from b in Enumerable.Range(a + 1, index.Count - a - 1)
                   let size = Math.Sqrt(together[a, a] * together[b, b])
                   select size > 0 ? together[a, b] / size : 0];
    }

    private static double Transitions(TrainingData data, IEnumerable<(int Item, bool Generated)[]> histories)
    {
        if (data.Catalogue is not { } catalogue) return double.NaN;
        var (real, made) = (new Dictionary<(string, string), double>(), new Dictionary<(string, string), double>());
        for (var u = 0; u < data.Observed.UserCount; u++)
            for (var p = 1; p < data.Observed.RowLength(u); p++) Count(real, data.Observed.Items(u)[p - 1], data.Observed.Items(u)[p]);
        foreach (var history in histories)
            for (var p = 1; p < history.Length; p++)
                if (history[p - 1].Generated || history[p].Generated) Count(made, history[p - 1].Item, history[p].Item);
        if (real.Count == 0 || made.Count == 0) return double.NaN;
        (string, string)[] keys = [.. real.Keys.Union(made.Keys)];
        return Variation([.. keys.Select(k => real.GetValueOrDefault(k))], [.. keys.Select(k => made.GetValueOrDefault(k))]);

        void Count(Dictionary<(string, string), double> into, int from, int to)
        {
            if (catalogue.Categories[from] is { } a && catalogue.Categories[to] is { } b) into[(a, b)] = into.GetValueOrDefault((a, b)) + 1;
        }
    }

    private static double Variation(double[] a, double[] b)
    {
        var (totalA, totalB) = (a.Sum(), b.Sum());
        return a.Zip(b, (x, y) => Math.Abs(x / totalA - y / totalB)).Sum() / 2;
    }

    private static double KolmogorovSmirnov(int[] a, int[] b) => a.Concat(b).Distinct().DefaultIfEmpty(0).Max(v =>
        Math.Abs(a.Count(x => x <= v) / (double)Math.Max(1, a.Length) - b.Count(x => x <= v) / (double)Math.Max(1, b.Length)));
}
