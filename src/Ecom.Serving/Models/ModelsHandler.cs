using Ecom.Pipeline.Registry;
using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Models;

/// <summary>Lists model versions and changes which one is served; promoting an older one is the rollback.</summary>
public sealed class ModelsHandler(ModelRegistry registry, ServedModelUpdater updater)
{
    private const int LongestReason = 200;

    public async Task<ModelList> ListAsync(CancellationToken cancellation)
    {
        var current = (await registry.CurrentAsync(cancellation))?.Current;
        var models = new List<ModelSummary>();
        await foreach (var version in registry.ListAsync(cancellation)) models.Add(Summarise(version, current?.Version));
        return new ModelList(current, models);
    }

    /// <summary>Serves a version from now on; on this instance before the call returns.</summary>
    /// <exception cref="ApiException">There is no such version (404).</exception>
    public async Task<CurrentModel> PromoteAsync(string version, PromoteRequest? request, CancellationToken cancellation)
    {
        var reason = string.IsNullOrWhiteSpace(request?.Reason) ? "asked for over HTTP" : request.Reason;
        if (reason.Length > LongestReason) throw ApiException.BadRequest("reason", $"is longer than {LongestReason} characters.");
        if (await registry.GetAsync(version, cancellation) is null) throw ApiException.NotFound("There is no model version of that id.");
        var current = await registry.PromoteAsync(version, reason, cancellation: cancellation)
            ?? throw new ApiException(409, "Another version was promoted at the same time.");
        await updater.UpdateAsync(cancellation);
        return current;
    }

    private static ModelSummary Summarise(ModelVersion v, string? served) => new()
    {
        Version = v.Version,
        Created = v.Created,
        Model = v.Model,
        Augment = v.Augment,
        Served = v.Version == served,
        ModelParameters = v.ModelParameters,
        AugmentParameters = v.AugmentParameters,
        Metrics = v.Metrics.FirstOrDefault(m => m is { Fold: "test", Slice: "all" })?.Values ?? new Dictionary<string, double>(),
        DatasetVersion = v.Lineage.DatasetVersion,
        Parent = v.Lineage.Parent,
        Bytes = v.Bytes,
    };
}
