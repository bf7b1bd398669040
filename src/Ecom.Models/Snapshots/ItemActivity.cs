using Ecom.Domain;

namespace Ecom.Models.Snapshots;

/// <summary>When a product was dealt with: what trends and arrivals are told from.</summary>
public sealed class ItemActivity
{
    /// <summary>The days before the end of the data that count as now.</summary>
    public const int RecentDays = 7;

    /// <summary>The days before those that say what is usual.</summary>
    public const int UsualDays = 28;

    private const long Day = 86_400;

    internal ItemActivity(float[] recent, float[] usual, long[] first)
    {
        Recent = recent;
        Usual = usual;
        First = first;
    }

    /// <summary>Weight of the last <see cref="RecentDays"/> days by item: [items].</summary>
    public ReadOnlyMemory<float> Recent { get; }

    /// <summary>Weight that would be expected of the recent days: the item's share of the <see cref="UsualDays"/> before, times what the whole shop did since: [items].</summary>
    public ReadOnlyMemory<float> Usual { get; }

    /// <summary>Unix seconds of the first interaction by item, <see cref="long.MaxValue"/> where there is none: [items].</summary>
    public ReadOnlyMemory<long> First { get; }

    /// <summary>Measures the activity of every item.</summary>
    /// <param name="histories">Users × items; a pair counts at its latest time.</param>
    /// <param name="end">Unix seconds of the end of the data.</param>
    public static ItemActivity Of(Interactions histories, long end)
    {
        var recent = new float[histories.ItemCount];
        var usual = new float[histories.ItemCount];
        var first = new long[histories.ItemCount];
        Array.Fill(first, long.MaxValue);
        var items = histories.AllItems;
        var weights = histories.AllWeights;
        var times = histories.AllTimes;
        var (allRecent, allUsual) = (0d, 0d);
        for (var p = 0; p < items.Length; p++)
        {
            first[items[p]] = Math.Min(first[items[p]], times[p]);
            var age = end - times[p];
            if (age < RecentDays * Day)
            {
                recent[items[p]] += weights[p];
                allRecent += weights[p];
            }
            else if (age < (RecentDays + UsualDays) * Day)
            {
                usual[items[p]] += weights[p];
                allUsual += weights[p];
            }
        }
        // A shop as a whole has weeks and weeks; only what grows against the shop is a trend.
        var level = allUsual > 0 ? (float)(allRecent / allUsual) : 0;
        for (var i = 0; i < usual.Length; i++) usual[i] *= level;
        return new ItemActivity(recent, usual, first);
    }
}
