using System.Security.Cryptography;
using System.Text;
using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Runs;

/// <summary>Starts one ingest per upload, however often the upload is announced.</summary>
public sealed class IngestService(IOrchestrationClient client, ShopId shop)
{
    /// <summary>hash(path + ETag), 32 hex digits: the id of the one ingest of that upload.</summary>
    public static string IdOf(string path, string etag) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{path}\n{etag}")))[..32];

    /// <summary>A mapping that lies beside a dump, or something that is no dump.</summary>
    public static bool IsDump(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length > 0 && name[0] != '.' && !name.EndsWith(IngestPolicy.MappingSuffix, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Starts the ingest of an upload.</summary>
    /// <returns>The ingest's id, and false where it was announced before.</returns>
    public async Task<(string IngestId, bool Started)> StartAsync(string path, string etag, CancellationToken cancellation = default)
    {
        var id = IdOf(path, etag);
        var started = await client.StartAsync(
            OrchestrationNames.Ingest, new IngestInput(shop.Value, id, path, etag), InstanceIds.Ingest(shop, id), cancellation);
        return (id, started);
    }

    /// <summary>Completes when the ingest has ended.</summary>
    /// <exception cref="StepFailedException">The ingest itself failed; a file that cannot be used is an outcome, not a failure.</exception>
    public async Task<IngestOutcome> WaitAsync(string ingestId, CancellationToken cancellation = default)
    {
        var state = await client.WaitForCompletionAsync(InstanceIds.Ingest(shop, ingestId), cancellation);
        if (state.Status != OrchestrationStatus.Completed || state.Output is not { } output)
            throw new StepFailedException(OrchestrationNames.Ingest, state.Status.ToString(), state.Error ?? "no reason given");
        return System.Text.Json.JsonSerializer.Deserialize<IngestOutcome>(output, PipelineJson.Options)!;
    }
}
