using Ecom.Models.Scoring;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Recommending;

/// <summary>Turns chosen indices into a list with products and reasons.</summary>
internal sealed class ListBuilder(ServedModel model, int firstSlot = 1)
{
    private const int MostReasons = 3;

    private static readonly Reason Pinned = new(ReasonCode.Pinned, "Picked by the shop", []);

    private readonly List<ListedItem> _items = [];

    public ListBuilder ForHistory(ReadOnlySpan<PlacedItem> chosen, in UserHistory history)
    {
        foreach (var placed in chosen) Add(placed, placed.Effect == RuleEffect.Pinned ? Pinned : ForHistory(placed.Item, history));
        return this;
    }

    public ListBuilder Popular(ReadOnlySpan<PlacedItem> chosen, string? category)
    {
        foreach (var placed in chosen) Add(placed, placed.Effect == RuleEffect.Pinned ? Pinned : Popular(category));
        return this;
    }

    public ListBuilder Similar(ReadOnlySpan<PlacedItem> chosen, int to)
    {
        foreach (var placed in chosen)
            Add(placed, new Reason(ReasonCode.SimilarItem, $"Similar to {Name(to)}", [new BecauseOf(model.Catalogue[to].ItemId, model.Catalogue[to].Title, 1)]));
        return this;
    }

    /// <param name="chosen">What a search found.</param>
    /// <param name="query">What it looked for.</param>
    /// <param name="taste">By item, 0 to 1: what the customer's taste moved up.</param>
    /// <param name="history">The customer's, or null.</param>
    public ListBuilder Found(ReadOnlySpan<PlacedItem> chosen, string query, IReadOnlyDictionary<int, float> taste, in UserHistory? history)
    {
        foreach (var placed in chosen)
        {
            var item = placed.Item;
            BecauseOf[] because = history is { } h && taste.ContainsKey(item) && item < model.Catalogue.ModelItemCount ? Because(h, item) : [];
            Add(placed, placed.Effect == RuleEffect.Pinned ? Pinned : new Reason(ReasonCode.Match, because.Length > 0 ? $"Matches '{query}' and your taste" : $"Matches '{query}'", because));
        }
        return this;
    }

    public IReadOnlyList<ListedItem> Items => _items;

    public ItemList Build(string listId) => new(listId, model.Version, _items, model.Rules.Rules.Version);

    private Reason ForHistory(int item, in UserHistory history)
    {
        if (item >= model.Catalogue.ModelItemCount)
        {
            if (model.Catalogue.NeighboursOfNew(item) is not [var nearest, ..]) return new Reason(ReasonCode.NewItem, "New", []);
            var like = nearest.Item;
            return new Reason(ReasonCode.NewItem, $"New, and like {Name(like)}", [new BecauseOf(model.Catalogue[like].ItemId, model.Catalogue[like].Title, 1)]);
        }
        var because = Because(history, item);
        if (because.Length > 0) return new Reason(ReasonCode.BecauseOfItems, $"Because of {because[0].Title ?? because[0].ItemId}", because);
        return model.Scorer is ItemScoresScorer or ISimilarItems ? Popular(null) : new Reason(ReasonCode.ForYou, "Fits what you looked at", []);
    }

    private BecauseOf[] Because(in UserHistory history, int item) =>
        [.. model.Scorer.Explain(history, item, MostReasons)
            .Select(p => new BecauseOf(model.Catalogue[p.Item].ItemId, model.Catalogue[p.Item].Title, Math.Round(p.Share, 3)))];

    private static Reason Popular(string? category) => category is null
        ? new Reason(ReasonCode.Popular, "Popular", [])
        : new Reason(ReasonCode.PopularInCategory, $"Popular in {category}", []);

    private string Name(int item) => model.Catalogue[item].Title is { Length: > 0 } title ? title : model.Catalogue[item].ItemId;

    private void Add(PlacedItem placed, Reason reason)
    {
        var product = model.Catalogue[placed.Item];
        _items.Add(new ListedItem
        {
            ItemId = product.ItemId,
            Title = product.Title,
            Category = product.Category,
            Brand = product.Brand,
            Price = product.Price,
            ImageUrl = product.ImageUrl,
            Score = placed.Score,
            Reason = reason,
            Slot = firstSlot + _items.Count,
            Rule = placed.Effect,
        });
    }
}
