using Ecom.Pipeline.Registry;
using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Models;

/// <summary>Lists model versions and changes which one is served; promoting an older one is the rollback.</summary>
public sealed class ModelsHandler(ModelRegistry registry, ServedModelUpdater updater)
{
    private const int LongestReason = 200;
    private const int UsualVersions = 50;

    /// <exception cref="ApiException">The limit is out of range.</exception>
    public async Task<ModelList> ListAsync(int? limit, string? before, CancellationToken cancellation)
    {
        var current = (await registry.CurrentAsync(cancellation))?.Current;
        var (page, next) = await Paging.PageAsync(registry.ListAsync(cancellation), v => v.Version, limit, UsualVersions, before, cancellation);
        return new ModelList(current, [.. page.Select(v => Summarise(v, current?.Version))], next);
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
