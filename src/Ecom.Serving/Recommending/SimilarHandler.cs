using Ecom.Models.Scoring;
using Ecom.Serving.Http;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>Products like a product: by behaviour where the model can tell, else by content; filled up with what is popular in its category.</summary>
public sealed class SimilarHandler(SnapshotHolder holder, ListIds ids, IOptions<ServingOptions> options)
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

        var similar = Similar(model, item).Where(s => allowed[s.Item]).Take(n).Select(s => new PlacedItem(s.Item, s.Score, RuleEffect.None)).ToArray();
        var builder = new ListBuilder(model).Similar(similar, item);
        if (similar.Length < n && model.Catalogue[item].Category is { } category)
        {
            foreach (var known in similar) allowed.Forbid(known.Item);
            allowed.And(model.Catalogue.InCategory(category));
            builder.Popular(Plain(Ranker.ByPopularity(model, allowed, n - similar.Length)), category);
        }
        return builder.Build(ids.Next());
    }

    private static PlacedItem[] Plain((int Item, float Score)[] chosen) => [.. chosen.Select(c => new PlacedItem(c.Item, c.Score, RuleEffect.None))];

    private static IEnumerable<(int Item, float Score)> Similar(ServedModel model, int item)
    {
        if (item >= model.Catalogue.ModelItemCount) return model.Catalogue.NeighboursOfNew(item).ToArray();
        return model.Scorer is ISimilarItems scorer ? scorer.Similar(item, Neighbours) : [];
    }
}
