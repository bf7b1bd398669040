using Ecom.Pipeline.Feedback;
using Ecom.Serving.Feedback;
using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>Recommendations for a customer: the model on history plus what happened since, popular products for whom nothing is known of.</summary>
public sealed class RecommendHandler(
    SnapshotHolder holder, VisitorEvents visitors, ListIds ids, ServedListRecorder recorder, IOptions<ServingOptions> options)
{
    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public async Task<ItemList> HandleAsync(RecommendRequest request, CancellationToken cancellation)
    {
        var n = request.Validate(options.Value);
        var userId = RouteText.Decode(request.Id);
        var key = UserKeys.OfUser(userId);
        var recent = await visitors.ReadAsync(userId, request.Session, cancellation);

        using var lease = holder.Acquire();
        var model = lease.Model;
        var user = HistoryBuilder.Build(model, userId, recent, options.Value.Weights);
        using var allowed = model.Catalogue.Allowed(request.Filter);
        foreach (var item in user.Seen) allowed.Forbid(item);

        var builder = new ListBuilder(model);
        var list = (user.IsCold
            ? builder.Popular(Ranker.ByPopularity(model, allowed, n), request.Filter.Category)
            : builder.ForHistory(Ranker.ForHistory(model, user.History, allowed, n), user.History)).Build(ids.Next());
        recorder.Record(key, list);
        return list;
    }
}
