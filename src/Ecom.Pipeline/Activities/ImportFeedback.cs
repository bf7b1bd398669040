using System.Security.Cryptography;
using System.Text;
using Ecom.Data.Ingest;
using Ecom.Domain;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Activities;

/// <summary>Takes what the feedback log has gained since the last run over into the dataset, as one more source. How far it got is part of the manifest itself, so that nothing is taken twice or lost.</summary>
public sealed class ImportFeedback(PipelineStores stores, WorkFolders folders, IFeedbackLog log, TimeProvider time)
    : IActivity<RunStep, bool>
{
    public async Task<bool> RunAsync(RunStep input, CancellationToken cancellation)
    {
        var shop = ShopId.Parse(input.Shop);
        var datasets = new DatasetStore(stores, shop, time);
        var current = await datasets.CurrentAsync(cancellation);
        var from = FeedbackPosition.TryParse(current.FeedbackPosition, out var position) ? position : FeedbackPosition.Start;

        var events = new Dictionary<string, ShopEvent>(StringComparer.Ordinal);
        var read = 0L;
        var to = from;
        await foreach (var (next, batch) in log.ReadAsync(from, cancellation))
        {
            foreach (var e in batch.Events)
            {
                events.TryAdd(e.EventId, e);
                read++;
            }
            to = next;
        }
        if (events.Count == 0) return false;

        // The source is named by its range: a second execution of this step makes the same source, and adding that changes nothing.
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{from}-{to}")))[..32];
        var prefix = $"{new ShopPaths(shop).Ingest(id)}/{Guid.NewGuid():N}";
        using var work = folders.Create("feedback");
        var file = Path.Combine(work.Path, "feedback.parquet");
        EventPartWriter.Write(file, events.Values, cancellation: cancellation);
        await using (var content = File.OpenRead(file))
            await stores.Artefacts.WriteAsync($"{prefix}/events/feedback.parquet", content, WriteCondition.Always, cancellation);
        var source = new DatasetSource
        {
            Path = $"feedback/{from}-{to}".Replace(':', '.'),
            IngestId = id,
            Sha256 = id,
            Prefix = prefix,
            Events = [$"{prefix}/events/feedback.parquet"],
            Products = [],
            RowsIn = read,
            Accepted = events.Count,
            Rejected = read > events.Count
                ? new Dictionary<string, long> { ["exact-duplicate"] = read - events.Count }
                : new Dictionary<string, long>(),
            Ingested = time.GetUtcNow(),
        };
        await datasets.AddAsync(source, to.ToString(), cancellation);
        return true;
    }
}
