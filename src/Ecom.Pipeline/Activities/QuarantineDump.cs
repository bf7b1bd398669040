using Ecom.Domain;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Activities;

/// <summary>Keeps a dump that cannot be used, with the reason, where its owner finds both.</summary>
public sealed class QuarantineDump(PipelineStores stores, TimeProvider time) : IActivity<DumpToIngest, IngestOutcome>
{
    public Task<IngestOutcome> RunAsync(DumpToIngest input, CancellationToken cancellation) =>
        PutAsync(stores, input, time, cancellation);

    internal static async Task<IngestOutcome> PutAsync(
        PipelineStores stores, DumpToIngest input, TimeProvider time, CancellationToken cancellation)
    {
        var paths = new ShopPaths(ShopId.Parse(input.Ingest.Shop));
        var reason = input.Error ?? "unknown";
        await using (var content = await stores.Dumps.OpenReadAsync(input.Ingest.Path, cancellation))
        {
            if (content is not null)
            {
                var copy = $"{paths.Quarantine}{input.Ingest.IngestId}/{Path.GetFileName(input.Ingest.Path)}";
                await stores.Artefacts.WriteAsync(copy, content.Stream, WriteCondition.Always, cancellation);
            }
        }
        var record = new QuarantineRecord(input.Ingest.Path, input.Sha256, reason, time.GetUtcNow());
        await stores.Artefacts.CommitOnceAsync(paths.QuarantineRecord(input.Ingest.IngestId), record, cancellation);
        return new IngestOutcome(IngestState.Quarantined, reason);
    }
}
