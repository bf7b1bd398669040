using System.Security.Cryptography;
using System.Text;
using Ecom.Domain;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Activities;

/// <summary>
/// Makes one ingest the owner of a dump's content: a write-once blob keyed by path and SHA-256. A second announcement of the same content finds the claim and ends.
/// </summary>
public sealed class ClaimDump(PipelineStores stores) : IActivity<IngestInput, ClaimResult>
{
    public async Task<ClaimResult> RunAsync(IngestInput input, CancellationToken cancellation)
    {
        await using var content = await stores.Dumps.OpenReadAsync(input.Path, cancellation);
        if (content is null) return new ClaimResult(false, "", $"{input.Path} is gone; a newer upload has its own ingest.");
        if (content.Info.ETag != input.ETag)
            return new ClaimResult(false, "", $"{input.Path} has changed since it was announced; the change has its own ingest.");

        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content.Stream, cancellation));
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{input.Path}\n{sha256}")));
        var paths = new ShopPaths(ShopId.Parse(input.Shop));
        var owner = await stores.Artefacts.CommitOnceAsync(
            paths.Claim(key), new DumpClaim(input.Path, sha256, input.IngestId), cancellation);
        return owner.IngestId == input.IngestId
            ? new ClaimResult(true, sha256)
            : new ClaimResult(false, sha256, $"{input.Path} with this content was ingested before ({owner.IngestId}).");
    }
}
