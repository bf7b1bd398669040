using Ecom.Models.Scoring;
using Ecom.Serving.Http;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>Products like a product: by behaviour where the model can tell, else by content; filled up with what is popular in its category.</summary>
public sealed class SimilarHandler(SnapshotHolder holder, ListIds ids, TimeProvider time, IOptions<ServingOptions> options)
{
    private const int Neighbours = 400;

    /// <exception cref="ApiException">The product is not known (404), or a parameter is out of range.</exception>
    public ItemList Handle(SimilarRequest request)
    {
        var n = request.Validate(options.Value);
        using var lease = holder.Acquire();
        var model = lease.Model;
        if (!model.Catalogue.TryGetIndex(RouteText.Decode(request.Id), out var item))
            throw ApiException.NotFound("There is no product of that id.");
        using var allowed = model.Catalogue.Allowed(request.Filter);
        allowed.Forbid(item);

        var wanted = model.Rules.Candidates(n);
        var candidates = new RankedCandidates(allowed).Add(Similar(model, item), wanted);
        var similar = candidates.Count;
        var category = model.Catalogue[item].Category;
        if (similar < wanted && category is not null)
        {
            using var fill = model.Catalogue.Allowed(request.Filter with { Category = null });
            fill.And(model.Catalogue.InCategory(category));
            candidates.Add(Ranker.ByPopularity(model, fill, wanted + similar + 1), wanted);
        }
        candidates.Release();
        var id = ids.Next();
        var placed = RuleApplier.Apply(model, candidates.Items, allowed, n, new RuleContext(null, request.Filter.Category, time.GetUtcNow(), id));
        return new ListBuilder(model).Similar(placed, item, other => similar > 0 && !candidates.IsFilled(other), category).Build(id);
    }

    private static IEnumerable<(int Item, float Score)> Similar(ServedModel model, int item)
    {
        if (item >= model.Catalogue.ModelItemCount) return model.Catalogue.NeighboursOfNew(item).ToArray();
        return model.Scorer is ISimilarItems scorer ? scorer.Similar(item, Neighbours) : [];
    }
}
