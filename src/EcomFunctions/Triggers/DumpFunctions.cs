using Azure.Storage.Blobs;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using EcomFunctions.Durable;
using EcomFunctions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace EcomFunctions.Triggers;

/// <summary>
/// Uploads to the dumps container. Of the two, one is disabled by configuration: Event Grid does not reach the emulator, and Flex Consumption does not scan.
/// The blob is bound as a client, so that nothing is downloaded here.
/// </summary>
public sealed class DumpFunctions(IngestService ingests, PipelineStores stores, CurrentDurableClient current)
{
    private const string Dumps = PipelineStores.DumpsContainer + "/{name}";

    [Function("DumpScanned")]
    public Task DumpScanned(
        [BlobTrigger(Dumps, Connection = StorageSettings.Connection)] BlobClient blob, string name,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation) => AnnounceAsync(name, client, cancellation);

    [Function("DumpUploaded")]
    public Task DumpUploaded(
        [BlobTrigger(Dumps, Connection = StorageSettings.Connection, Source = BlobTriggerSource.EventGrid)] BlobClient blob, string name,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation) => AnnounceAsync(name, client, cancellation);

    private async Task AnnounceAsync(string name, DurableTaskClient client, CancellationToken cancellation)
    {
        current.Set(client);
        if (!IngestService.IsDump(name)) return;
        // Deleted since: nothing to ingest.
        if (await stores.Dumps.GetInfoAsync(name, cancellation) is { } info) await ingests.StartAsync(name, info.ETag, cancellation);
    }
}
