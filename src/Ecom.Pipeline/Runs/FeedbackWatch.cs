using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Drift;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Ecom.Pipeline.Runs;

/// <summary>
/// Counts the feedback that no dataset has yet, measures how far its demand has drifted from the served model's, and tells the monitor when the count has
/// changed. A host calls it at intervals.
/// </summary>
public sealed class FeedbackWatch(
    IFeedbackLog log, PipelineStores stores, IOrchestrationClient client, ShopId shop, ServedDemand served, IOptions<RefreshOptions> options, TimeProvider time)
{
    private readonly DatasetStore _datasets = new(stores, shop, time);
    private readonly double[] _demand = new double[DemandGroups.Count];
    private FeedbackCounter? _counter;
    private FeedbackPosition _from;
    private DemandGroups? _groups;
    private FeedbackCount _told = new(0, 0);

    /// <summary>Not for concurrent callers.</summary>
    public async Task<FeedbackCount> UpdateAsync(CancellationToken cancellation = default)
    {
        var dataset = await _datasets.CurrentAsync(cancellation);
        var from = FeedbackPosition.TryParse(dataset.FeedbackPosition, out var position) ? position : FeedbackPosition.Start;
        if (from != _from) (_counter, _from) = (null, from);
        // Only where something is to be counted: at the start of a host, reading the model's demand would delay its first answers.
        if (await log.GetEndAsync(cancellation) > (_counter?.Position ?? from))
        {
            var groups = await served.GroupsAsync(cancellation);
            // Another model has other groups: what waits is gone through anew. Keeping the demand by product instead would take memory with every product asked for.
            if (_counter is null || groups != _groups)
            {
                Array.Clear(_demand);
                (_counter, _groups) = (new FeedbackCounter(log, from, Add), groups);
            }
            await _counter.UpdateAsync(cancellation);
        }
        var events = _counter?.Count ?? 0;
        // The same number against another dataset is another count: the monitor has begun anew since.
        if ((dataset.Version, events) == (_told.DatasetVersion, _told.Events)) return _told;
        var count = new FeedbackCount(dataset.Version, events, events > 0 && _groups is not null ? _groups.IndexOf(_demand) : 0);
        await client.RaiseEventAsync(InstanceIds.Monitor(shop), MonitorEvents.FeedbackCounted, count, cancellation);
        return _told = count;
    }

    // As training weighs them.
    private void Add(ShopEvent e)
    {
        if (_groups is not null && e.ItemId is { } item && options.Value.Weights.Of(e.Kind, e.Value) is > 0 and var weight) _demand[_groups.Of(item)] += weight;
    }
}
