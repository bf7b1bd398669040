using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.SideInfo;

/// <summary>The items of each attribute value of a catalogue.</summary>
internal static class ItemAttributes
{
    private const int ShortestWord = 3;

    /// <summary>Ascending items per value, values in ordinal order, so that equal catalogues give equal rows.</summary>
    public static IEnumerable<IReadOnlyList<int>> Of(ItemCatalogue catalogue)
    {
        var items = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < catalogue.ItemIds.Count; i++)
        {
            Add("category", catalogue.Categories[i], i);
            Add("brand", catalogue.Brands[i], i);
            foreach (var word in Words(catalogue.Titles[i])) Add("word", word, i);
            if (catalogue.Tags is null) continue;
            foreach (var tag in catalogue.Tags[i].Distinct(StringComparer.Ordinal)) Add("tag", tag, i);
        }
        return items.Values;

        void Add(string kind, string? value, int item)
        {
            if (string.IsNullOrWhiteSpace(value)) return;
            var key = kind + "\0" + value;
            if (!items.TryGetValue(key, out var list)) items.Add(key, list = []);
            list.Add(item);
        }
    }

    private static IEnumerable<string> Words(string? title) =>
        title is null
            ? []
            : title.Split([.. title.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
                .Where(w => w.Length >= ShortestWord).Select(w => w.ToUpperInvariant()).Distinct();
}
