using System.Runtime.InteropServices;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Ecom.Pipeline.Storage.AzureBlobs;

/// <summary>The two operations on append blobs, in the form the store and the feedback log need.</summary>
internal static class AppendBlobs
{
    /// <summary>Appends a block.</summary>
    public static async Task<BlobAppendInfo> AppendAsync(this AppendBlobClient blob, ReadOnlyMemory<byte> block, CancellationToken cancellation)
    {
        using var stream = MemoryMarshal.TryGetArray(block, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(block.ToArray(), writable: false);
        return (await blob.AppendBlockAsync(stream, cancellationToken: cancellation)).Value;
    }

    /// <summary>Makes an empty append blob; false where there is a blob already.</summary>
    public static async Task<bool> CreateUnlessThereAsync(this AppendBlobClient blob, CancellationToken cancellation) =>
        await blob.CreateIfNotExistsAsync(cancellationToken: cancellation) is not null;
}
