using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Recommending;

/// <summary>What is bought together with products, a new product speaking through those it is like.</summary>
internal static class TogetherNeighbours
{
    /// <summary>Items bought with any of the given ones, best first, with the given one that speaks for each most. The given ones may be among them.</summary>
    public static IReadOnlyList<(int Item, float Score, int Because)> Of(ServedModel model, IReadOnlyList<int> items)
    {
        if (model.Together is not { } together) return [];
        var found = new Dictionary<int, (float Score, float Most, int Because)>();
        foreach (var item in items)
        {
            if (item < model.Catalogue.ModelItemCount) Add(item, item, 1);
            else
                foreach (var (like, share) in model.Catalogue.NeighboursOfNew(item)) Add(item, like, share);
        }
        return [.. found.Select(f => (Item: f.Key, f.Value.Score, f.Value.Because)).OrderByDescending(f => f.Score).ThenBy(f => f.Item)];

        void Add(int given, int row, float share)
        {
            var columns = together.Columns(row);
            var values = together.Values(row);
            for (var p = 0; p < columns.Length; p++)
            {
                var before = found.GetValueOrDefault(columns[p]);
                var score = values[p] * share;
                found[columns[p]] = (before.Score + score, Math.Max(before.Most, score), score > before.Most ? given : before.Because);
            }
        }
    }
}
