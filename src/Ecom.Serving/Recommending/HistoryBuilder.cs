using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Recommending;

/// <summary>
/// Joins a user's history in the snapshot with what happened since, so that the scorer folds in what the customer did a moment ago. A new product
/// the model does not know speaks through the products it is like.
/// </summary>
public static class HistoryBuilder
{
    public static KnownUser Build(ServedModel model, string? userId, IReadOnlyList<RecentEvent> recent, EventWeights weights)
    {
        var past = default(UserHistory);
        var known = userId is { Length: > 0 } && model.TryGetHistory(userId, out past);
        if (recent.Count == 0) return new KnownUser(past, known ? past.Items.ToArray() : []);

        var entries = new List<(int Item, float Weight, long Time)>();
        var at = new Dictionary<int, int>();
        for (var p = 0; p < past.Items.Length; p++)
        {
            at[past.Items.Span[p]] = entries.Count;
            entries.Add((past.Items.Span[p], past.Weights.Span[p], past.Times.IsEmpty ? 0 : past.Times.Span[p]));
        }
        var seen = new HashSet<int>(at.Keys);
        foreach (var e in recent)
        {
            if (e.ItemId is null || e.Kind is EventKind.Impression or EventKind.Search) continue;
            if (!model.Catalogue.TryGetIndex(e.ItemId, out var item)) continue;
            // What the model has seen already must not count twice.
            var counted = e.Time <= model.DataEnd && at.ContainsKey(item);
            seen.Add(item);
            var weight = weights.Of(e.Kind, e.Value);
            if (weight <= 0 || counted) continue;
            var time = e.Time.ToUnixTimeSeconds();
            if (item < model.Catalogue.ModelItemCount) Add(entries, at, item, weight, time);
            else
                foreach (var (like, share) in model.Catalogue.NeighboursOfNew(item)) Add(entries, at, like, weight * share, time);
        }
        var ordered = entries.OrderBy(e => e.Time).ToArray();
        var history = new UserHistory(
            ordered.Select(e => e.Item).ToArray(), ordered.Select(e => e.Weight).ToArray(), ordered.Select(e => e.Time).ToArray(),
            known ? past.UserIndex : -1);
        return new KnownUser(history, seen);
    }

    private static void Add(List<(int Item, float Weight, long Time)> entries, Dictionary<int, int> at, int item, float weight, long time)
    {
        if (at.TryGetValue(item, out var p))
        {
            entries[p] = (item, entries[p].Weight + weight, Math.Max(entries[p].Time, time));
            return;
        }
        at[item] = entries.Count;
        entries.Add((item, weight, time));
    }
}
