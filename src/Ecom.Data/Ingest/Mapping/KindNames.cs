using Ecom.Domain;

namespace Ecom.Data.Ingest.Mapping;

/// <summary>What shops call the event kinds.</summary>
internal static class KindNames
{
    private static readonly Dictionary<string, EventKind> Usual = new(StringComparer.Ordinal)
    {
        ["view"] = EventKind.View, ["pageview"] = EventKind.View, ["page_view"] = EventKind.View, ["product_view"] = EventKind.View, ["pv"] = EventKind.View,
        ["view_item"] = EventKind.View, ["detail"] = EventKind.View,
        ["search"] = EventKind.Search, ["query"] = EventKind.Search,
        ["click"] = EventKind.Click, ["clicks"] = EventKind.Click, ["select_item"] = EventKind.Click,
        ["cart"] = EventKind.Cart, ["carts"] = EventKind.Cart, ["addtocart"] = EventKind.Cart, ["add_to_cart"] = EventKind.Cart, ["add-to-cart"] = EventKind.Cart,
        ["basket"] = EventKind.Cart,
        ["purchase"] = EventKind.Purchase, ["transaction"] = EventKind.Purchase, ["buy"] = EventKind.Purchase, ["order"] = EventKind.Purchase,
        ["orders"] = EventKind.Purchase, ["sale"] = EventKind.Purchase,
        ["rating"] = EventKind.Rating, ["rate"] = EventKind.Rating, ["review"] = EventKind.Rating,
        ["impression"] = EventKind.Impression, ["view_item_list"] = EventKind.Impression,
        ["like"] = EventKind.Like, ["favorite"] = EventKind.Like, ["favourite"] = EventKind.Like, ["fav"] = EventKind.Like, ["wishlist"] = EventKind.Like,
        ["dislike"] = EventKind.Dislike,
    };

    /// <summary>The names by value, those of the mapping first.</summary>
    /// <exception cref="InputException">The mapping names a kind that does not exist.</exception>
    public static IReadOnlyDictionary<string, EventKind> Of(DumpMapping mapping)
    {
        var names = new Dictionary<string, EventKind>(Usual, StringComparer.Ordinal);
        foreach (var (text, kind) in mapping.Kinds)
            names[text.ToLowerInvariant()] = Enum.TryParse<EventKind>(kind, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed)
                ? parsed
                : throw new InputException($"The mapping calls '{text}' a '{kind}', which is no event kind; those are {string.Join(", ", Enum.GetNames<EventKind>())}.");
        return names;
    }
}
