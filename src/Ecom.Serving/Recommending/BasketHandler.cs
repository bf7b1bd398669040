using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Feedback;
using Ecom.Serving.Http;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>What goes with a basket: products bought in one visit with those in it, filled up with what the model makes of the basket.</summary>
public sealed class BasketHandler(SnapshotHolder holder, VisitorEvents visitors, ListIds ids, TimeProvider time, IOptions<ServingOptions> options)
{
    private const int LargestBasket = 200;

    /// <exception cref="ApiException">A parameter or the basket is not valid.</exception>
    public async Task<ItemList> HandleAsync(BasketRequest request, Basket basket, CancellationToken cancellation)
    {
        var n = request.Validate(options.Value);
        Check(basket.Items ?? []);
        var recent = await visitors.ReadAsync(request.User, null, cancellation);
        var now = time.GetUtcNow();
        var weights = options.Value.Weights;

        using var lease = holder.Acquire();
        var model = lease.Model;
        var inside = new List<int>();
        foreach (var itemId in (basket.Items ?? []).Distinct(StringComparer.Ordinal))
            if (model.Catalogue.TryGetIndex(itemId, out var index)) inside.Add(index);
        using var allowed = model.Catalogue.Allowed(request.Filter);
        foreach (var item in HistoryBuilder.Build(model, request.User, recent, weights).Seen.Span)
            if (!model.Rules.IsRepeated(item)) allowed.Forbid(item);
        foreach (var item in inside) allowed.Forbid(item);

        var history = HistoryBuilder.Build(model, null, [.. inside.Select((item, k) => InBasket(model, item, now.AddMilliseconds(k - inside.Count)))], weights).History;
        var together = TogetherNeighbours.Of(model, inside);
        var wanted = model.Rules.Candidates(n);
        var candidates = new RankedCandidates(allowed).Add(together.Select(t => (t.Item, t.Score)), wanted);
        var isBought = candidates.Count > 0;
        candidates.Add(history.Items.IsEmpty ? Ranker.ByPopularity(model, allowed, wanted) : Ranker.ForHistory(model, history, allowed, wanted), wanted);
        candidates.Release();

        var id = ids.Next();
        var placed = RuleApplier.Apply(model, candidates.Items, allowed, n, new RuleContext(null, request.Filter.Category, now, id));
        var because = together.ToDictionary(t => t.Item, t => t.Because);
        return new ListBuilder(model).Basket(placed, history, item => isBought && !candidates.IsFilled(item) && because.TryGetValue(item, out var of) ? of : -1).Build(id);
    }

    private static RecentEvent InBasket(ServedModel model, int item, DateTimeOffset at) => new($"basket-{item}", EventKind.Cart, at, model.Catalogue[item].ItemId);

    private static void Check(IReadOnlyList<string> items)
    {
        if (items.Count > LargestBasket) throw ApiException.BadRequest("items", $"must have at most {LargestBasket} products.");
        var errors = new FieldErrors();
        for (var k = 0; k < items.Count; k++) errors.Text($"items[{k}]", items[k], FeedbackValidator.LongestId, required: true);
        errors.ThrowIfAny("The basket");
    }
}
