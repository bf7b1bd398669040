using Ecom.Pipeline.Feedback;
using Ecom.Serving.Feedback;
using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>Recommendations for a customer: the model on history plus what happened since, popular products for whom nothing is known of.</summary>
public sealed class RecommendHandler(
    SnapshotHolder holder, VisitorEvents visitors, ListIds ids, ServedListRecorder recorder, TimeProvider time, IOptions<ServingOptions> options)
{
    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public async Task<ItemList> HandleAsync(RecommendRequest request, CancellationToken cancellation)
    {
        var n = request.Validate(options.Value);
        var userId = RouteText.Decode(request.Id);
        var recent = await visitors.ReadAsync(userId, request.Session, cancellation);

        using var lease = holder.Acquire();
        var list = PersonalList.Make(lease.Model, userId, recent, request.Filter, n, options.Value.Weights, ids.Next(), time.GetUtcNow());
        recorder.Record(UserKeys.OfUser(userId), list);
        return list;
    }
}
