using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Ecom.Pipeline.Storage.AzureBlobs;

namespace Ecom.Pipeline.Feedback.AzureStorage;

/// <summary>
/// Numbered append blobs. A full segment is sealed by a lease that never ends and that nobody keeps: from then on the service itself refuses appends from
/// instances that have not noticed, and only then is the successor made. Whoever meets a seal makes the successor, should the sealer have died.
/// </summary>
internal sealed class FeedbackSegments(BlobContainerClient container, string prefix, int rollAt)
{
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);
    private long _current = -1;

    /// <summary>Appends one block; returns its segment and its offset in it. One caller at a time.</summary>
    public async Task<(long Segment, long Offset)> AppendAsync(ReadOnlyMemory<byte> block)
    {
        if (_current < 0) _current = await ListAsync(0, CancellationToken.None) is [.., var last] ? last : 0;
        while (true)
        {
            var segment = _current;
            var blob = Blob(segment);
            try
            {
                var done = await blob.AppendAsync(block, CancellationToken.None);
                if (done.BlobCommittedBlockCount >= rollAt) await TryRollAsync(segment);
                return (segment, long.Parse(done.BlobAppendOffset, CultureInfo.InvariantCulture));
            }
            catch (RequestFailedException e) when (e.IsNotFound())
            {
                await CreateAsync(segment);
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.LeaseIdMissing)
            {
                await CreateAsync(segment + 1);
                _current = segment + 1;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlockCountExceedsLimit)
            {
                await SealAsync(blob);
            }
        }
    }

    /// <summary>Numbers of the segments there are, from one on, in order.</summary>
    public async Task<IReadOnlyList<long>> ListAsync(long from, CancellationToken cancellation)
    {
        var segments = new List<long>();
        try
        {
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix + "/", cancellation))
                if (long.TryParse(Path.GetFileNameWithoutExtension(blob.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var segment) && segment >= from)
                    segments.Add(segment);
        }
        catch (RequestFailedException e) when (e.IsContainerMissing())
        {
            return [];
        }

        segments.Sort();
        return segments;
    }

    /// <summary>A segment's content from an offset to its present end; empty where it was removed.</summary>
    public async Task<Stream> OpenAsync(long segment, long offset, CancellationToken cancellation)
    {
        try
        {
            return (await Blob(segment).DownloadStreamingAsync(new BlobDownloadOptions { Range = new HttpRange(offset) }, cancellation)).Value.Content;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 416)
        {
            return Stream.Null;
        }
    }

    public async Task<FeedbackPosition> GetEndAsync(CancellationToken cancellation)
    {
        var segments = await ListAsync(0, cancellation);
        if (segments.Count == 0) return FeedbackPosition.Start;
        var last = (await Blob(segments[^1]).GetPropertiesAsync(cancellationToken: cancellation)).Value;
        return new FeedbackPosition(segments[^1], last.ContentLength);
    }

    private AppendBlobClient Blob(long segment) => container.GetAppendBlobClient($"{prefix}/{segment:D8}.log");

    private Task<bool> CreateAsync(long segment) =>
        container.EnsureAsync(() => Blob(segment).CreateUnlessThereAsync(CancellationToken.None), CancellationToken.None);

    // The block is stored already, so a failure here is not the caller's: the next append tries again.
    private async Task TryRollAsync(long segment)
    {
        try
        {
            await SealAsync(Blob(segment));
            await CreateAsync(segment + 1);
            _current = segment + 1;
        }
        catch (RequestFailedException)
        {
            // Sealed or not, the next append finds out.
        }
    }

    private static async Task SealAsync(AppendBlobClient blob)
    {
        try
        {
            await blob.GetBlobLeaseClient().AcquireAsync(Forever);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            // Another instance was first.
        }
    }
}
