using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Health;

/// <summary>Answers whether the host lives and whether it is ready.</summary>
public sealed class HealthHandler(SnapshotHolder holder, ServedModelUpdater updater)
{
    public HealthState Ready()
    {
        using var lease = holder.Acquire();
        var model = lease.Model;
        if (!model.IsStarter) return new HealthState(true, model.Version, updater.Problem);
        var why = !updater.Started ? "The host is still starting."
            : updater.Problem is { } problem ? problem
            : model.Catalogue.Count > 0 ? "There is no model yet: popular products of the first ingest are served until a refresh has promoted one."
            : "There is no model and no ingested data yet: lists are empty. Upload a dump, then start a refresh.";
        return new HealthState(false, "", why);
    }
}
