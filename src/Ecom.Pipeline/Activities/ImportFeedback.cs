using System.IO.Hashing;
using System.Runtime.InteropServices;
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
    /// <summary>
    /// What one customer or session does with one product in one way on one day counts so often in training: enough for whoever buys three times a day, too little for a script
    /// that would raise a product by itself.
    /// </summary>
    public const int MostRepeatsADay = 5;

    public async Task<bool> RunAsync(RunStep input, CancellationToken cancellation)
    {
        var shop = ShopId.Parse(input.Shop);
        var datasets = new DatasetStore(stores, shop, time);
        var current = await datasets.CurrentAsync(cancellation);
        var from = FeedbackPosition.TryParse(current.FeedbackPosition, out var position) ? position : FeedbackPosition.Start;

        var events = new Dictionary<string, ShopEvent>(StringComparer.Ordinal);
        var (read, over) = (0L, 0L);
        var repeats = new Dictionary<UInt128, int>();
        var to = from;
        await foreach (var (next, batch) in log.ReadAsync(from, cancellation))
        {
            foreach (var e in batch.Events)
            {
                read++;
                if (events.ContainsKey(e.EventId)) continue;
                if (IsOver(repeats, e)) over++;
                else events.Add(e.EventId, e);
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
            Rejected = new[] { (Reason: "exact-duplicate", Count: read - over - events.Count), (Reason: "too-often", Count: over) }
                .Where(r => r.Count > 0).ToDictionary(r => r.Reason, r => r.Count),
            Ingested = time.GetUtcNow(),
        };
        await datasets.AddAsync(source, to.ToString(), cancellation);
        return true;
    }

    private static bool IsOver(Dictionary<UInt128, int> repeats, ShopEvent e)
    {
        if (e.ItemId is null || UserKeys.Of(e) is not { } visitor) return false;
        var key = XxHash128.HashToUInt128(MemoryMarshal.AsBytes($"{visitor}\n{e.Kind}\n{e.ItemId}\n{e.Time.UtcDateTime:yyyyMMdd}".AsSpan()));
        return ++CollectionsMarshal.GetValueRefOrAddDefault(repeats, key, out _) > MostRepeatsADay;
    }
}
