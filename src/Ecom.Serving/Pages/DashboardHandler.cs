using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Runs;
using Ecom.Serving.Experiments;
using Ecom.Serving.Feedback;
using Ecom.Serving.Health;
using Ecom.Serving.Http;
using Ecom.Serving.Models;
using Ecom.Serving.Runs;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Pages;

/// <summary>Gathers what the dashboard shows, and does what its buttons ask for.</summary>
public sealed class DashboardHandler(
    HealthHandler health, SnapshotHolder holder, RunService runs, RunsHandler runsHandler, ModelsHandler models, DatasetStore datasets, FeedbackMeter meter,
    ExperimentsHandler experiments, TimeProvider time)
{
    private const int ShownRuns = 10;
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(1);

    private (DateTimeOffset At, ExperimentResult? Result) _experiment;

    public async Task<DashboardData> ReadAsync(CancellationToken cancellation)
    {
        var found = new List<RunState>();
        await foreach (var run in runs.ListAsync(ShownRuns, cancellation)) found.Add(run);
        // Counting an experiment reads its whole log, which is too much for every look of a page: a minute old is new enough.
        if (time.GetUtcNow() - _experiment.At > _fresh)
            _experiment = (time.GetUtcNow(), (await experiments.ListAsync(cancellation)).Experiments is [var newest, ..] ? await experiments.GetAsync(newest.Id, cancellation) : null);
        using var lease = holder.Acquire();
        // A refresh measures the champion alone; what augmentation adds is in the newest run that compared candidates.
        var report = (found.FirstOrDefault(r => r.Report is { Candidates.Count: > 1 }) ?? found.FirstOrDefault(r => r.Report is not null))?.Report;
        return new DashboardData(
            health.Ready(), lease.Model.Family, lease.Model.Catalogue.Count, found, report,
            await models.ListAsync(null, null, cancellation), await datasets.CurrentAsync(cancellation), meter.Read(), _experiment.Result);
    }

    /// <exception cref="ApiException">There is no such button, version or run.</exception>
    public async Task ActAsync(string action, string? target, CancellationToken cancellation)
    {
        const string reason = "asked for on the dashboard";
        switch (action)
        {
            case "refresh":
                await runsHandler.StartAsync(new StartRunRequest(reason), cancellation);
                break;
            case "cancel":
                await runsHandler.CancelAsync(target ?? "", reason, cancellation);
                break;
            case "promote":
                await models.PromoteAsync(target ?? "", new PromoteRequest(reason), cancellation);
                break;
            case "end":
                // Experiment and arm; no arm ends it without a winner.
                var parts = (target ?? "").Split('/');
                await experiments.EndAsync(parts[0], new EndExperimentRequest(parts is [_, { Length: > 0 } arm] ? arm : null), cancellation);
                _experiment = default;
                break;
            default:
                throw ApiException.BadRequest("action", "must be refresh, cancel, promote or end.");
        }
    }
}
