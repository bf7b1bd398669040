using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Experiments;

/// <summary>Leases what a customer is to be served: the arm's, or what is promoted.</summary>
public sealed class ExperimentRouter(SnapshotHolder holder, ArmModels arms)
{
    /// <param name="userKey">A key of user state; null for whoever cannot be told apart, who takes no part.</param>
    /// <returns>The lease, and the experiment where the customer is part of one.</returns>
    public (SnapshotLease Lease, Experiment? Experiment, string? Arm) Acquire(string? userKey)
    {
        if (userKey is null || arms.Current is not { } running) return (holder.Acquire(), null, null);
        var arm = Assignment.Of(running.Experiment, userKey);
        if (arm == Experiment.Holdout) return (holder.Acquire(), running.Experiment, arm);
        try
        {
            var lease = running.Holders[arm].Acquire();
            if (!lease.Model.IsStarter) return (lease, running.Experiment, arm);
            lease.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // The experiment ended this moment.
        }
        return (holder.Acquire(), null, null);
    }
}
