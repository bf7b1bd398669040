using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>The popular products, with or without a model.</summary>
public sealed class PopularHandler(SnapshotHolder holder, ListIds ids, IOptions<ServingOptions> options)
{
    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public ItemList Handle(PopularRequest request)
    {
        var n = request.Validate(options.Value);
        using var lease = holder.Acquire();
        using var allowed = lease.Model.Catalogue.Allowed(request.Filter);
        return new ListBuilder(lease.Model)
            .Popular(Ranker.ByPopularity(lease.Model, allowed, n), request.Filter.Category)
            .Build(ids.Next());
    }
}
