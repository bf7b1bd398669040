using System.Runtime.InteropServices;
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

    public ListBuilder ForHistory(ReadOnlySpan<PlacedItem> chosen, UserHistory history)
    {
        var items = new int[chosen.Length];
        for (var c = 0; c < items.Length; c++) items[c] = chosen[c].Item;
        var because = Because(history, items);
        for (var c = 0; c < items.Length; c++) Add(chosen[c], chosen[c].Effect == RuleEffect.Pinned ? Pinned : ForHistory(items[c], because[c]));
        return this;
    }

    public ListBuilder Popular(ReadOnlySpan<PlacedItem> chosen, string? category) => Add(chosen, _ => Popular(category));

    /// <param name="chosen">The list.</param>
    /// <param name="to">What it is like.</param>
    /// <param name="isSimilar">Whether an item is like it, and not just popular.</param>
    /// <param name="category">Of the item.</param>
    public ListBuilder Similar(ReadOnlySpan<PlacedItem> chosen, int to, Func<int, bool> isSimilar, string? category) =>
        Add(chosen, item => isSimilar(item) ? Of(ReasonCode.SimilarItem, $"Similar to {Name(to)}", to) : Popular(category));

    /// <param name="chosen">The list.</param>
    /// <param name="with">What an item was bought with.</param>
    public ListBuilder Together(ReadOnlySpan<PlacedItem> chosen, Func<int, int> with) =>
        Add(chosen, item => Of(ReasonCode.BoughtTogether, $"Bought together with {Name(with(item))}", with(item)));

    /// <param name="chosen">The list.</param>
    /// <param name="basket">The basket as a history.</param>
    /// <param name="with">What of the basket an item was bought with, or −1.</param>
    public ListBuilder Basket(ReadOnlySpan<PlacedItem> chosen, UserHistory basket, Func<int, int> with) =>
        Add(chosen, item => with(item) is var of and >= 0 ? Of(ReasonCode.BoughtTogether, $"Bought together with {Name(of)}", of)
            : basket.Items.IsEmpty ? Popular(null) : ForHistory(item, Because(basket, [item])[0]));

    public ListBuilder Trending(ReadOnlySpan<PlacedItem> chosen, Func<int, bool> isTrending, string? category) =>
        Add(chosen, item => isTrending(item) ? new Reason(ReasonCode.Trending, "More in demand than usual", []) : Popular(category));

    public ListBuilder New(ReadOnlySpan<PlacedItem> chosen) => Add(chosen, _ => new Reason(ReasonCode.NewItem, "New in the shop", []));

    /// <param name="chosen">What a search found.</param>
    /// <param name="query">What it looked for.</param>
    /// <param name="taste">By item, 0 to 1: what the customer's taste moved up.</param>
    /// <param name="history">The customer's, or null.</param>
    public ListBuilder Found(ReadOnlySpan<PlacedItem> chosen, string query, IReadOnlyDictionary<int, float> taste, in UserHistory? history)
    {
        foreach (var placed in chosen)
        {
            var item = placed.Item;
            BecauseOf[] because = history is { } h && taste.ContainsKey(item) ? Because(h, [item])[0] : [];
            Add(placed, placed.Effect == RuleEffect.Pinned ? Pinned : new Reason(ReasonCode.Match, because.Length > 0 ? $"Matches '{query}' and your taste" : $"Matches '{query}'", because));
        }
        return this;
    }

    public IReadOnlyList<ListedItem> Items => _items;

    public ItemList Build(string listId) => new(listId, model.Version, _items, model.Rules.Rules.Version);

    private ListBuilder Add(ReadOnlySpan<PlacedItem> chosen, Func<int, Reason> why)
    {
        foreach (var placed in chosen) Add(placed, placed.Effect == RuleEffect.Pinned ? Pinned : why(placed.Item));
        return this;
    }

    private Reason Of(ReasonCode code, string text, int item) => new(code, text, [new BecauseOf(model.Catalogue[item].ItemId, model.Catalogue[item].Title, 1)]);

    private Reason ForHistory(int item, BecauseOf[] because)
    {
        if (item >= model.Catalogue.ModelItemCount)
        {
            if (model.Catalogue.NeighboursOfNew(item) is not [var nearest, ..]) return new Reason(ReasonCode.NewItem, "New", []);
            var like = nearest.Item;
            return new Reason(ReasonCode.NewItem, $"New, and like {Name(like)}", [new BecauseOf(model.Catalogue[like].ItemId, model.Catalogue[like].Title, 1)]);
        }
        if (because.Length > 0) return new Reason(ReasonCode.BecauseOfItems, $"Because of {because[0].Title ?? because[0].ItemId}", because);
        return model.Scorer is ItemScoresScorer or ISimilarItems ? Popular(null) : new Reason(ReasonCode.ForYou, "Fits what you looked at", []);
    }

    /// <returns>By item what of the history speaks for it; nothing for new products, which the model does not know.</returns>
    private BecauseOf[][] Because(in UserHistory history, ReadOnlySpan<int> items)
    {
        var known = new List<int>(items.Length);
        foreach (var item in items)
            if (item < model.Catalogue.ModelItemCount) known.Add(item);
        var shares = model.Scorer.Explain(history, CollectionsMarshal.AsSpan(known), MostReasons);
        var because = new BecauseOf[items.Length][];
        for (int c = 0, next = 0; c < because.Length; c++)
            because[c] = items[c] < model.Catalogue.ModelItemCount ? [.. shares[next++].Select(Because)] : [];
        return because;
    }

    private BecauseOf Because((int Item, float Share) part)
    {
        var product = model.Catalogue[part.Item];
        return new BecauseOf(product.ItemId, product.Title, Math.Round(part.Share, 3));
    }

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
