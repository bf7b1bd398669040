using Ecom.Serving.Http;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>The popular products, with or without a model.</summary>
public sealed class PopularHandler(SnapshotHolder holder, ListIds ids, TimeProvider time, IOptions<ServingOptions> options)
{
    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public ItemList Handle(PopularRequest request)
    {
        var n = request.Validate(options.Value);
        using var lease = holder.Acquire();
        using var allowed = lease.Model.Catalogue.Allowed(request.Filter);
        var id = ids.Next();
        return new ListBuilder(lease.Model)
            .Popular(
                RuleApplier.Apply(
                    lease.Model, Ranker.ByPopularity(lease.Model, allowed, lease.Model.Rules.Candidates(n)), allowed, n,
                    new RuleContext(null, request.Filter.Category, time.GetUtcNow(), id)),
                request.Filter.Category)
            .Build(id);
    }
}
