using System.IO.Hashing;
using System.Runtime.InteropServices;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Experiments;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Rules;

/// <summary>
/// Makes a list of candidates by the shop's rules: boosts and freshness change scores, then places are filled one by one by maximal marginal relevance (Carbonell and Goldstein
/// 1998) under the caps, some of them by new products, and pins go where they belong.
/// </summary>
internal static class RuleApplier
{
    /// <summary>Candidates the rules choose from: enough that caps and diversity find something.</summary>
    public const int Candidates = 300;

    /// <param name="model">What is served, rules included.</param>
    /// <param name="candidates">Allowed items, best first.</param>
    /// <param name="allowed">What the request may show at all.</param>
    /// <param name="n">Places.</param>
    /// <param name="context">The request.</param>
    public static PlacedItem[] Apply(ServedModel model, ReadOnlySpan<(int Item, float Score)> candidates, ItemMask allowed, int n, in RuleContext context)
    {
        var rules = model.Rules.Rules;
        if (!rules.ChangesOrder)
        {
            var plain = new PlacedItem[Math.Min(n, candidates.Length)];
            for (var c = 0; c < plain.Length; c++) plain[c] = new PlacedItem(candidates[c].Item, candidates[c].Score, RuleEffect.None);
            return plain;
        }
        var places = new PlacedItem?[n];
        Pin(model, rules, allowed, context, places);
        Explore(model, rules, candidates, context, places);
        Fill(model, candidates, context, places);
        return [.. places.Where(p => p is not null).Select(p => p!.Value)];
    }

    private static void Pin(ServedModel model, RuleSet rules, ItemMask allowed, in RuleContext context, PlacedItem?[] places)
    {
        foreach (var pin in rules.Pins)
        {
            if (pin.Position > places.Length || places[pin.Position - 1] is not null) continue;
            if (!string.Equals(pin.Query?.Trim(), context.Query?.Trim(), StringComparison.OrdinalIgnoreCase)) continue;
            if (pin.Category is { } category && (context.Category is not { } asked || CategoryPath.Key(asked) != CategoryPath.Key(category))) continue;
            if (!model.Catalogue.TryGetIndex(pin.ItemId, out var item) || !allowed[item] || Contains(places, item)) continue;
            places[pin.Position - 1] = new PlacedItem(item, 0, RuleEffect.Pinned);
        }
    }

    /// <summary>Places for new products, spread over the list and never the first; who gets them is drawn from the list's id.</summary>
    private static void Explore(
        ServedModel model, RuleSet rules, ReadOnlySpan<(int Item, float Score)> candidates, in RuleContext context, PlacedItem?[] places)
    {
        var count = (int)Math.Floor(rules.Exploration * places.Length);
        if (count == 0) return;
        var fresh = new List<(int Item, float Score)>();
        foreach (var candidate in candidates)
            if (candidate.Item >= model.Catalogue.ModelItemCount && !Contains(places, candidate.Item)) fresh.Add(candidate);
        var random = new Random(unchecked((int)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(context.Seed.AsSpan()))));
        for (var k = 0; k < count && fresh.Count > 0; k++)
        {
            var place = (int)((k + 1) * (double)places.Length / count) - 1;
            if (places[place] is not null) continue;
            var drawn = random.Next(fresh.Count);
            context.Explored?.Add(new ExploredPlace(model.Catalogue[fresh[drawn].Item].ItemId, 1d / fresh.Count, model.Catalogue[fresh[0].Item].ItemId));
            places[place] = new PlacedItem(fresh[drawn].Item, fresh[drawn].Score, RuleEffect.Explored);
            fresh.RemoveAt(drawn);
        }
    }

    private static void Fill(ServedModel model, ReadOnlySpan<(int Item, float Score)> candidates, in RuleContext context, PlacedItem?[] places)
    {
        var rules = model.Rules.Rules;
        var values = new float[candidates.Length];
        var effects = new RuleEffect[candidates.Length];
        var (low, high) = Limits(candidates);
        for (var c = 0; c < values.Length; c++)
        {
            var (item, score) = candidates[c];
            // Scores of models have no common unit and may be negative; places in the list from 1 down to 0 can be multiplied.
            var value = high > low ? (score - low) / (high - low) : 1;
            var factor = model.Rules.FactorOf(item);
            var freshness = Freshness(model, rules, item, context.Now);
            values[c] = (value * factor) + freshness;
            effects[c] = factor > 1 ? RuleEffect.Boosted : factor < 1 ? RuleEffect.Buried : freshness > .01f ? RuleEffect.Fresh : RuleEffect.None;
        }
        var used = new bool[candidates.Length];
        for (var c = 0; c < used.Length; c++) used[c] = Contains(places, candidates[c].Item);
        var likeness = new float[candidates.Length];
        var caps = new CapCounter(model);
        foreach (var placed in places)
            if (placed is { } p) Take(model, candidates, likeness, caps, p.Item);
        for (var place = 0; place < places.Length; place++)
        {
            if (places[place] is not null) continue;
            var best = -1;
            var bestValue = float.NegativeInfinity;
            for (var c = 0; c < values.Length; c++)
            {
                if (used[c]) continue;
                var value = values[c] - ((float)rules.Diversity * likeness[c]);
                if (value <= bestValue || !caps.Allows(candidates[c].Item)) continue;
                (best, bestValue) = (c, value);
            }
            if (best < 0) return;
            used[best] = true;
            places[place] = new PlacedItem(candidates[best].Item, candidates[best].Score, effects[best]);
            Take(model, candidates, likeness, caps, candidates[best].Item);
        }
    }

    private static void Take(ServedModel model, ReadOnlySpan<(int Item, float Score)> candidates, float[] likeness, CapCounter caps, int item)
    {
        caps.Add(item);
        if (model.Rules.Rules.Diversity <= 0) return;
        for (var c = 0; c < likeness.Length; c++) likeness[c] = MathF.Max(likeness[c], Likeness(model.Catalogue, item, candidates[c].Item));
    }

    private static float Likeness(ServedCatalogue catalogue, int a, int b)
    {
        var category = catalogue.CategoryFacet[a] >= 0 && catalogue.CategoryFacet[a] == catalogue.CategoryFacet[b] ? .7f : 0;
        return category + (catalogue.BrandFacet[a] >= 0 && catalogue.BrandFacet[a] == catalogue.BrandFacet[b] ? .3f : 0);
    }

    private static float Freshness(ServedModel model, RuleSet rules, int item, DateTimeOffset now)
    {
        if (rules.Freshness <= 0 || item < model.Catalogue.ModelItemCount) return 0;
        var days = Math.Max(0, (now - model.Catalogue.AddedAt(item)).TotalDays);
        return (float)(rules.Freshness * Math.Pow(2, -days / rules.FreshnessDays));
    }

    private static (float Low, float High) Limits(ReadOnlySpan<(int Item, float Score)> candidates)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var (_, score) in candidates) (low, high) = (MathF.Min(low, score), MathF.Max(high, score));
        return (low, high);
    }

    private static bool Contains(PlacedItem?[] places, int item)
    {
        foreach (var place in places)
            if (place is { } p && p.Item == item) return true;
        return false;
    }
}
