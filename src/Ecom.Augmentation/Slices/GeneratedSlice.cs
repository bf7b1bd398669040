using Ecom.Domain;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Slices;

/// <summary>Keeps only the generated entries that belong to a slice of customers or items; observed rows stay as they are.</summary>
public static class GeneratedSlice
{
    /// <summary>The parameter's name.</summary>
    public const string Parameter = "slice";

    /// <summary>Everything that was generated.</summary>
    public const string All = "all";

    /// <summary>Entries of customers, and whole generated users, with at most ten items.</summary>
    public const string LightUsers = "light-users";

    /// <summary>Entries of items that are not among the fifth of known ones with the most customers (ties belong to that fifth, as in measurements).</summary>
    public const string TailItems = "tail-items";

    /// <summary>Entries of items that fewer than ten customers share, or none.</summary>
    public const string ColdItems = "cold-items";

    /// <summary>As measurements have them (see Ecom.Evaluation): at most so many items, and the share of items that is the head.</summary>
    private const int LightAtMost = 10;

    private const double HeadShare = 0.2;

    public static IReadOnlyList<string> Names { get; } = [All, LightUsers, TailItems, ColdItems];

    /// <exception cref="InputException">There is no such slice.</exception>
    public static TrainingData Restrict(TrainingData data, string slice)
    {
        if (!Names.Contains(slice)) throw new InputException($"There is no slice '{slice}'; there are {string.Join(", ", Names)}.");
        if (slice == All || data.Generated is not { } generated) return data;
        var counts = data.Observed.ItemCounts();
        Func<int, int, bool> kept = slice switch
        {
            LightUsers => (user, _) => (user < data.Observed.UserCount ? data.Observed.RowLength(user) : generated.RowLength(user)) <= LightAtMost,
            TailItems => Tail(counts),
            _ => (_, item) => counts[item] < PrivacyFloor.Users,
        };
        return data with { Generated = generated.Where(kept) };
    }

    private static Func<int, int, bool> Tail(int[] counts)
    {
        var known = counts.Where(c => c > 0).OrderDescending().ToArray();
        var edge = known.Length == 0 ? int.MaxValue : known[Math.Clamp((int)Math.Ceiling(known.Length * HeadShare) - 1, 0, known.Length - 1)];
        return (_, item) => counts[item] < edge;
    }
}
