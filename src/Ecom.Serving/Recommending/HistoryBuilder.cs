using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    /// <summary>Fewer are joined at once.</summary>
    private const int FewEvents = 16;

    /// <summary>Joined once for as long as a visitor's events stay in the cache of user state: hundreds of look-ups by text cost more than making a list.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<RecentEvent>, Joined> _joined = [];

    public static KnownUser Build(ServedModel model, string? userId, IReadOnlyList<RecentEvent> recent, EventWeights weights)
    {
        if (recent.Count < FewEvents) return Join(model, userId, recent, weights);
        if (_joined.TryGetValue(recent, out var joined) && joined.Catalogue == model.Catalogue.Number && joined.UserId == userId && joined.Weights == weights) return joined.User;
        var user = Join(model, userId, recent, weights);
        _joined.AddOrUpdate(recent, new Joined(model.Catalogue.Number, userId, weights, user));
        return user;
    }

    private static KnownUser Join(ServedModel model, string? userId, IReadOnlyList<RecentEvent> recent, EventWeights weights)
    {
        var past = default(UserHistory);
        var known = userId is { Length: > 0 } && model.TryGetHistory(userId, out past);
        if (recent.Count == 0) return new KnownUser(past, past.Items);

        var seen = new List<int>(past.Items.Length + recent.Count);
        seen.AddRange(past.Items.Span);
        var entries = new Entries(past, recent.Count);
        foreach (var e in recent)
        {
            if (e.Kind is EventKind.Impression or EventKind.Search || e.ItemId is not { } id || !model.Catalogue.TryGetIndex(id, out var item)) continue;
            // What the model has seen already must not count twice.
            var counted = e.Time <= model.DataEnd && entries.Has(item);
            seen.Add(item);
            var weight = weights.Of(e.Kind, e.Value);
            if (weight <= 0 || counted) continue;
            var time = e.Time.ToUnixTimeSeconds();
            if (item < model.Catalogue.ModelItemCount) entries.Add(item, weight, time);
            else
                foreach (var (like, share) in model.Catalogue.NeighboursOfNew(item)) entries.Add(like, weight * share, time);
        }
        return new KnownUser(entries.ToHistory(known ? past.UserIndex : -1), seen.ToArray());
    }

    /// <param name="Catalogue">Its number, which tells the model too, and keeps none alive that is served no more.</param>
    /// <param name="UserId">A session's events may be joined to more than one customer's past.</param>
    /// <param name="Weights">How strongly each event counts.</param>
    /// <param name="User">In arrays of its own: the snapshot may be gone by now.</param>
    private sealed record Joined(long Catalogue, string? UserId, EventWeights Weights, KnownUser User);

    /// <summary>Items with weights and times. A history is short: searching its array by vectors is quicker than keeping a table beside it.</summary>
    private readonly struct Entries
    {
        private readonly List<int> _items;
        private readonly List<float> _weights;
        private readonly List<long> _times;

        public Entries(in UserHistory past, int more)
        {
            var capacity = past.Items.Length + more;
            (_items, _weights, _times) = (new(capacity), new(capacity), new(capacity));
            _items.AddRange(past.Items.Span);
            _weights.AddRange(past.Weights.Span);
            if (past.Times.IsEmpty) CollectionsMarshal.SetCount(_times, past.Items.Length);
            else _times.AddRange(past.Times.Span);
        }

        public bool Has(int item) => IndexOf(item) >= 0;

        public void Add(int item, float weight, long time)
        {
            if (IndexOf(item) is var at and >= 0)
            {
                _weights[at] += weight;
                _times[at] = Math.Max(_times[at], time);
                return;
            }
            _items.Add(item);
            _weights.Add(weight);
            _times.Add(time);
        }

        /// <summary>Oldest first; at equal times as they came.</summary>
        public UserHistory ToHistory(int user)
        {
            var (items, weights, times) = (_items.ToArray(), _weights.ToArray(), _times.ToArray());
            // Nearly in order already: what is new came later than what is known, but for what was renewed.
            for (var p = 1; p < times.Length; p++)
            {
                var (item, weight, time) = (items[p], weights[p], times[p]);
                var to = p;
                while (to > 0 && times[to - 1] > time) to--;
                if (to == p) continue;
                Array.Copy(items, to, items, to + 1, p - to);
                Array.Copy(weights, to, weights, to + 1, p - to);
                Array.Copy(times, to, times, to + 1, p - to);
                (items[to], weights[to], times[to]) = (item, weight, time);
            }
            return new UserHistory(items, weights, times, user);
        }

        private int IndexOf(int item) => CollectionsMarshal.AsSpan(_items).IndexOf(item);
    }
}
