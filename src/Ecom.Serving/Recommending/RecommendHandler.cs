using Ecom.Pipeline.Feedback;
using Ecom.Serving.Experiments;
using Ecom.Serving.Http;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>Recommendations for a customer: the model on history plus what happened since, popular products for whom nothing is known of.</summary>
public sealed class RecommendHandler(
    ExperimentRouter router, VisitorEvents visitors, ListIds ids, ExposureLog exposures, TimeProvider time, IOptions<ServingOptions> options)
{
    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public Task<ItemList> HandleAsync(RecommendRequest request, CancellationToken cancellation) =>
        ForUserAsync(RouteText.Decode(request.Id), request.Session, request, cancellation);

    /// <param name="userId">The customer.</param>
    /// <param name="session">A session that counts too, or null.</param>
    /// <param name="request">What the list may show.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public async Task<ItemList> ForUserAsync(string userId, string? session, ListRequest request, CancellationToken cancellation)
    {
        var n = request.Validate(options.Value);
        var recent = await visitors.ReadAsync(userId, session, cancellation);

        var key = UserKeys.OfUser(userId);
        var (lease, experiment, arm) = router.Acquire(key);
        using var held = lease;
        var explored = experiment is null ? null : new List<ExploredPlace>();
        var list = PersonalList.Make(lease.Model, userId, recent, request.Filter, n, options.Value.Weights, ids.Next(), time.GetUtcNow(), explored);
        if (experiment is not null)
        {
            list = list with { Experiment = new ListExperiment(experiment.Id, arm!) };
            exposures.Record(experiment, arm!, key, list, explored!);
        }
        return list;
    }
}
