using System.Buffers;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Ecom.Pipeline.Storage.AzureBlobs;

/// <summary>
/// An atomic conditional write: content of one buffer in one request, more as blocks and a commit that carries the condition. Each write signs the blob with an
/// id of its own, so that a write whose answer was lost, and which the client then repeated in vain, is told from one that lost to another writer.
/// </summary>
internal sealed class BlobUpload(BlockBlobClient blob, WriteCondition condition)
{
    private const int BufferBytes = 4 << 20;
    private const string Signature = "write";
    private readonly string _id = Guid.NewGuid().ToString("n");

    /// <returns>The new ETag, or null where the condition did not hold.</returns>
    public static async Task<string?> WriteAsync(
        BlobContainerClient container, string path, Stream content, WriteCondition condition, CancellationToken cancellation)
    {
        var blob = container.GetBlockBlobClient(path);
        var start = content.CanSeek ? content.Position : 0;
        while (true)
        {
            var upload = new BlobUpload(blob, condition);
            try
            {
                return await upload.SendAsync(container, content, cancellation);
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.InvalidBlockList)
            {
                // Another writer's commit throws away every uncommitted block of the blob, ours too.
                if (await upload.ResolveAsync(cancellation) is { } etag) return etag;
                if (condition != WriteCondition.Always && !await upload.MayHoldAsync(cancellation)) return null;
                if (!content.CanSeek) throw new IOException($"'{path}' was written by another writer at the same time, and the content cannot be read again.", e);
                content.Position = start;
            }
        }
    }

    private async Task<string?> SendAsync(BlobContainerClient container, Stream content, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var length = await FillAsync(content, buffer, cancellation);
            if (length < BufferBytes) return await container.EnsureAsync(() => PutAsync(buffer, length, cancellation), cancellation);
            if (condition != WriteCondition.Always && !await MayHoldAsync(cancellation)) return null;
            var blocks = new List<string>();
            for (; length > 0; length = await FillAsync(content, buffer, cancellation))
            {
                // Ids of one length, and never those of another writer whose blocks are on their way too.
                var id = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{_id}{blocks.Count:d6}"));
                var bytes = length;
                await container.EnsureAsync(() => blob.StageBlockAsync(id, View(buffer, bytes), cancellationToken: cancellation), cancellation);
                blocks.Add(id);
            }

            return await CheckedAsync(
                () => blob.CommitBlockListAsync(blocks, new CommitBlockListOptions { Conditions = Conditions, Metadata = Metadata }, cancellation), cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Task<string?> PutAsync(byte[] buffer, int length, CancellationToken cancellation) => CheckedAsync(
        () => blob.UploadAsync(View(buffer, length), new BlobUploadOptions { Conditions = Conditions, Metadata = Metadata }, cancellation), cancellation);

    private async Task<string?> CheckedAsync(Func<Task<Response<BlobContentInfo>>> act, CancellationToken cancellation)
    {
        try
        {
            return ETags.Of((await act()).Value.ETag);
        }
        catch (RequestFailedException e) when (condition != WriteCondition.Always && e.IsConditionFailure())
        {
            return await ResolveAsync(cancellation);
        }
    }

    /// <summary>The blob's ETag if it bears this write's signature, else null.</summary>
    private async Task<string?> ResolveAsync(CancellationToken cancellation) =>
        await PropertiesAsync(cancellation) is { } there && there.Metadata.TryGetValue(Signature, out var id) && id == _id ? ETags.Of(there.ETag) : null;

    private async Task<bool> MayHoldAsync(CancellationToken cancellation)
    {
        var there = await PropertiesAsync(cancellation);
        return condition.MustBeAbsent ? there is null : there is not null && ETags.Of(there.ETag) == condition.MustMatch;
    }

    private async Task<BlobProperties?> PropertiesAsync(CancellationToken cancellation)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value;
        }
        catch (RequestFailedException e) when (e.IsNotFound())
        {
            return null;
        }
    }

    private Dictionary<string, string> Metadata => new() { [Signature] = _id };

    private BlobRequestConditions Conditions => new()
    {
        IfNoneMatch = condition.MustBeAbsent ? ETag.All : null,
        IfMatch = condition.MustMatch is { } etag ? new ETag(etag) : null,
    };

    private static MemoryStream View(byte[] buffer, int length) => new(buffer, 0, length, writable: false);

    private static ValueTask<int> FillAsync(Stream content, byte[] buffer, CancellationToken cancellation) =>
        content.ReadAtLeastAsync(buffer.AsMemory(0, BufferBytes), BufferBytes, throwOnEndOfStream: false, cancellation);
}
