using Ecom.Evaluation.Statistics;
using Ecom.Models.Jobs;

namespace Ecom.Evaluation.Ranking;

/// <summary>One scorer measured on one task.</summary>
public sealed class RankingResult
{
    internal RankingResult(PerUserMetrics users, IReadOnlyDictionary<string, PerUserMetrics> itemSlices, IReadOnlyDictionary<string, double> lists)
    {
        Users = users;
        ItemSlices = itemSlices;
        Lists = lists;
    }

    /// <summary>All evaluated users, all their relevant items.</summary>
    public PerUserMetrics Users { get; }

    /// <summary>The same ranking with the relevant items of one slice only (<c>head-items</c>, <c>tail-items</c>, <c>cold-items</c>).</summary>
    public IReadOnlyDictionary<string, PerUserMetrics> ItemSlices { get; }

    /// <summary>Figures of the lists as a whole: coverage, gini, novelty, diversity by cut-off.</summary>
    public IReadOnlyDictionary<string, double> Lists { get; }

    /// <summary>Averages by slice with bootstrap intervals; slices without users are left out.</summary>
    public IReadOnlyList<FoldMetrics> Summarise(string fold, RankingOptions options)
    {
        var summary = new List<FoldMetrics> { Average(fold, "all", Users, Lists, options) };
        if (!options.Slices) return summary;
        foreach (var (name, slice) in new[] { ("cold-users", UserSlice.Cold), ("light-users", UserSlice.Light), ("heavy-users", UserSlice.Heavy) })
        {
            var part = Users.Where(s => s == slice);
            if (part.Users.Length > 0) summary.Add(Average(fold, name, part, null, options));
        }
        foreach (var (name, part) in ItemSlices)
            if (part.Users.Length > 0) summary.Add(Average(fold, name, part, null, options));
        return summary;
    }

    private static FoldMetrics Average(
        string fold, string slice, PerUserMetrics users, IReadOnlyDictionary<string, double>? lists, RankingOptions options)
    {
        var values = users.Names.ToDictionary(n => n, users.Mean);
        foreach (var (name, value) in lists ?? new Dictionary<string, double>()) values[name] = value;
        if (options.Resamples == 0) return new FoldMetrics(fold, slice, users.Users.Length, values);
        var intervals = Bootstrap.Means([.. users.Names.Select(users.Values)], options.Resamples, options.Seed);
        return new FoldMetrics(
            fold, slice, users.Users.Length, values,
            users.Names.Zip(intervals).ToDictionary(p => p.First, p => p.Second.Low),
            users.Names.Zip(intervals).ToDictionary(p => p.First, p => p.Second.High));
    }
}
