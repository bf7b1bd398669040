using Ecom.Domain;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Runs;

/// <summary>Counts the feedback that no dataset has yet and tells the monitor when the count has changed. A host calls it at intervals.</summary>
public sealed class FeedbackWatch(IFeedbackLog log, PipelineStores stores, IOrchestrationClient client, ShopId shop, TimeProvider time)
{
    private readonly DatasetStore _datasets = new(stores, shop, time);
    private FeedbackCounter? _counter;
    private FeedbackPosition _from;
    private FeedbackCount _told = new(0, 0);

    /// <summary>Not for concurrent callers.</summary>
    public async Task<FeedbackCount> UpdateAsync(CancellationToken cancellation = default)
    {
        var dataset = await _datasets.CurrentAsync(cancellation);
        var from = FeedbackPosition.TryParse(dataset.FeedbackPosition, out var position) ? position : FeedbackPosition.Start;
        if (_counter is null || from != _from) (_counter, _from) = (new FeedbackCounter(log, from), from);
        var count = new FeedbackCount(dataset.Version, await _counter.UpdateAsync(cancellation));
        if (count.Events == _told.Events) return count;
        await client.RaiseEventAsync(InstanceIds.Monitor(shop), MonitorEvents.FeedbackCounted, count, cancellation);
        return _told = count;
    }
}
