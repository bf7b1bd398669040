using Ecom.Pipeline.Feedback;
using Ecom.Serving.Feedback;
using Ecom.Serving.Http;
using Ecom.Serving.Rules;
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
        var key = UserKeys.OfUser(userId);
        var recent = await visitors.ReadAsync(userId, request.Session, cancellation);

        using var lease = holder.Acquire();
        var model = lease.Model;
        var user = HistoryBuilder.Build(model, userId, recent, options.Value.Weights);
        using var allowed = model.Catalogue.Allowed(request.Filter);
        foreach (var item in user.Seen)
            if (!model.Rules.IsRepeated(item)) allowed.Forbid(item);

        var id = ids.Next();
        var context = new RuleContext(null, request.Filter.Category, time.GetUtcNow(), id);
        var wanted = model.Rules.Candidates(n);
        var builder = new ListBuilder(model);
        var list = (user.IsCold
            ? builder.Popular(RuleApplier.Apply(model, Ranker.ByPopularity(model, allowed, wanted), allowed, n, context), request.Filter.Category)
            : builder.ForHistory(RuleApplier.Apply(model, Ranker.ForHistory(model, user.History, allowed, wanted), allowed, n, context), user.History)).Build(id);
        recorder.Record(key, list);
        return list;
    }
}
