using System.Text.Json.Serialization;
using Ecom.Domain;
using Ecom.Pipeline.Activities;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Runs;
using EcomFunctions.Hosting;
using EcomFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace EcomFunctions.Triggers;

/// <summary>Announcements that failed again and again: the host leaves them in a queue of this name, the dump goes to quarantine.</summary>
public sealed class PoisonDumpFunction(QuarantineDump quarantine, ShopId shop, ILogger<PoisonDumpFunction> logger)
{
    private const string Queue = "webjobs-blobtrigger-poison";
    private const string Reason = "its announcement failed five times; the log of the function that announces dumps says why";

    [Function("PoisonDump")]
    public async Task PoisonDump([QueueTrigger(Queue, Connection = StorageSettings.Connection)] PoisonMessage message, CancellationToken cancellation)
    {
        var etag = message.ETag.Trim('"');
        var ingest = new IngestInput(shop.Value, IngestService.IdOf(message.BlobName, etag), message.BlobName, etag);
        await quarantine.RunAsync(new DumpToIngest(ingest, "", Reason), cancellation);
        RunEvents.DumpQuarantined(logger, message.BlobName, Reason);
    }

    /// <summary>The fields of the host's message that matter here.</summary>
    public sealed record PoisonMessage(
        [property: JsonPropertyName("BlobName")] string BlobName, [property: JsonPropertyName("ETag")] string ETag);
}
