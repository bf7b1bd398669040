using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Overlay;
using Ecom.Serving.Recommending;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Tests.Recommending;

public sealed class HistoryBuilderTests : IDisposable
{
    private static readonly EventWeights Weights = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-history-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Histories_are_those_of_adding_up_item_by_item()
    {
        var random = new Random(1);
        var model = RandomShop.Write(_folder, random);
        for (var round = 0; round < 400; round++)
        {
            var userId = $"u{random.Next(RandomShop.Users + 3)}";
            var recent = Recent(random, random.Next(0, 40));
            var built = HistoryBuilder.Build(model, userId, recent, Weights);

            var (expected, seen) = OneByOne(model, userId, recent);
            Assert.Equal(expected.Select(e => e.Item), built.History.Items.ToArray());
            Assert.Equal(expected.Select(e => e.Weight), built.History.Weights.ToArray());
            Assert.Equal(expected.Select(e => e.Time), built.History.Times.ToArray());
            Assert.Equal(seen.Order(), built.Seen.ToArray().Distinct().Order());
        }
    }

    [Fact]
    public void Events_remembered_for_one_catalogue_are_looked_up_again_in_the_next()
    {
        var model = RandomShop.Write(_folder, new Random(2));
        RecentEvent[] recent = [.. Enumerable.Range(0, 30).Select(k => new RecentEvent($"e{k}", EventKind.View, DateTimeOffset.UnixEpoch.AddDays(1), k == 7 ? "late" : $"i{k}"))];
        Assert.Equal(29, HistoryBuilder.Build(model, null, recent, Weights).Seen.Length);

        var overlay = OverlayDocument.Empty.With([new OverlayEntry { ItemId = "late", Title = "thing 3", Category = "c3", Updated = DateTimeOffset.UnixEpoch }]);
        var next = model.With(overlay, model.Synonyms, model.Rules.Rules);
        Assert.Equal(30, HistoryBuilder.Build(next, null, recent, Weights).Seen.Length);
        Assert.Equal(29, HistoryBuilder.Build(model, null, recent, Weights).Seen.Length);
    }

    [Fact]
    public void Events_of_a_session_are_joined_to_the_past_of_whoever_asks()
    {
        var model = RandomShop.Write(_folder, new Random(3));
        var recent = Recent(new Random(4), 30);
        var (one, two) = (HistoryBuilder.Build(model, "u1", recent, Weights), HistoryBuilder.Build(model, "u2", recent, Weights));
        Assert.NotEqual(one.History.Items.ToArray(), two.History.Items.ToArray());
        Assert.Equal(one.History.Items.ToArray(), HistoryBuilder.Build(model, "u1", recent, Weights).History.Items.ToArray());
        Assert.NotEqual(one.History.Weights.ToArray(), HistoryBuilder.Build(model, "u1", recent, Weights with { View = 7 }).History.Weights.ToArray());
    }

    private static RecentEvent[] Recent(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(k => new RecentEvent(
            $"e{k}", (EventKind)random.Next(Enum.GetValues<EventKind>().Length), DateTimeOffset.UnixEpoch.AddSeconds(random.Next(RandomShop.DataEnd * 2)),
            random.Next(10) switch { 0 => null, 1 => "unknown", 2 => $"new{random.Next(6)}", _ => $"i{random.Next(60)}" },
            random.Next(1, 6))).OrderBy(e => e.Time),
    ];

    private static (List<(int Item, float Weight, long Time)> Entries, HashSet<int> Seen) OneByOne(ServedModel model, string userId, RecentEvent[] recent)
    {
        var entries = new List<(int Item, float Weight, long Time)>();
        model.TryGetHistory(userId, out var past);
        for (var p = 0; p < past.Items.Length; p++) entries.Add((past.Items.Span[p], past.Weights.Span[p], past.Times.Span[p]));
        HashSet<int> seen = [.. past.Items.ToArray()];
        foreach (var e in recent)
        {
            if (e.ItemId is null || e.Kind is EventKind.Impression or EventKind.Search || !model.Catalogue.TryGetIndex(e.ItemId, out var item)) continue;
            var counted = e.Time <= model.DataEnd && entries.Any(known => known.Item == item);
            seen.Add(item);
            var weight = Weights.Of(e.Kind, e.Value);
            if (weight <= 0 || counted) continue;
            (int Item, float Weight)[] added = item < model.Catalogue.ModelItemCount
                ? [(item, weight)]
                : [.. model.Catalogue.NeighboursOfNew(item).ToArray().Select(n => (n.Item, weight * n.Weight))];
            foreach (var (like, share) in added)
            {
                var at = entries.FindIndex(known => known.Item == like);
                var time = e.Time.ToUnixTimeSeconds();
                if (at < 0) entries.Add((like, share, time));
                else entries[at] = (like, entries[at].Weight + share, Math.Max(entries[at].Time, time));
            }
        }
        return (recent.Length == 0 ? entries : [.. entries.OrderBy(e => e.Time)], seen);
    }
}
