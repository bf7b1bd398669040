using Ecom.Serving.Http;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>Products bought in one visit with a product; nothing where nobody has bought it with another.</summary>
public sealed class TogetherHandler(SnapshotHolder holder, ListIds ids, TimeProvider time, IOptions<ServingOptions> options)
{
    /// <exception cref="ApiException">The product is not known (404), or a parameter is out of range.</exception>
    public ItemList Handle(TogetherRequest request)
    {
        var n = request.Validate(options.Value);
        using var lease = holder.Acquire();
        var model = lease.Model;
        if (!model.Catalogue.TryGetIndex(RouteText.Decode(request.Id), out var item)) throw ApiException.NotFound("There is no product of that id.");
        using var allowed = model.Catalogue.Allowed(request.Filter);
        allowed.Forbid(item);
        var candidates = new RankedCandidates(allowed).Add(TogetherNeighbours.Of(model, [item]).Select(t => (t.Item, t.Score)), model.Rules.Candidates(n));
        candidates.Release();
        var id = ids.Next();
        var placed = RuleApplier.Apply(model, candidates.Items, allowed, n, new RuleContext(null, request.Filter.Category, time.GetUtcNow(), id));
        return new ListBuilder(model).Together(placed, _ => item).Build(id);
    }
}
