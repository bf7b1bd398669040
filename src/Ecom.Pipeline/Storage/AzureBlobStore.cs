using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Ecom.Pipeline.Storage.AzureBlobs;
using Ecom.Pipeline.Storage.Folder;

namespace Ecom.Pipeline.Storage;

/// <summary>
/// Blobs in one container of Azure Blob Storage. The container is made at the first write if it is not there. Local files are downloads under a cache
/// folder, one per path and ETag, and go with the store.
/// </summary>
/// <remarks>Appends may come twice where an answer was lost on the way and the client tried again; writes may not (see <see cref="BlobUpload"/>).</remarks>
public sealed class AzureBlobStore : IBlobStore, IDisposable
{
    private readonly BlobContainerClient _container;
    private readonly OwnedFolder _cache;
    private readonly FolderLock _downloads;

    /// <param name="container">The container; it need not exist.</param>
    /// <param name="cacheFolder">Local folder for <see cref="MaterialiseAsync"/>; several stores and processes may use one.</param>
    public AzureBlobStore(BlobContainerClient container, string cacheFolder)
    {
        _container = container;
        _cache = new OwnedFolder(Directory.CreateDirectory(cacheFolder).FullName);
        _downloads = new FolderLock(_cache.Folder);
    }

    public async Task<BlobInfo?> GetInfoAsync(string path, CancellationToken cancellation = default)
    {
        var blob = Blob(path);
        try
        {
            var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value;
            return new BlobInfo(path, ETags.Of(properties.ETag), properties.ContentLength, properties.LastModified);
        }
        catch (RequestFailedException e) when (e.IsNotFound())
        {
            return null;
        }
    }

    public async Task<BlobContent?> OpenReadAsync(string path, CancellationToken cancellation = default)
    {
        var blob = Blob(path);
        try
        {
            var download = (await blob.DownloadStreamingAsync(cancellationToken: cancellation)).Value;
            var details = download.Details;
            return new BlobContent(new BlobInfo(path, ETags.Of(details.ETag), details.ContentLength, details.LastModified), download.Content);
        }
        catch (RequestFailedException e) when (e.IsNotFound())
        {
            return null;
        }
    }

    public async Task<string?> WriteAsync(
        string path, Stream content, WriteCondition condition = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        BlobPath.Validate(path);
        return await BlobUpload.WriteAsync(_container, path, content, condition, cancellation);
    }

    public async IAsyncEnumerable<BlobInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        BlobPath.ValidatePrefix(prefix);
        var blobs = _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation).GetAsyncEnumerator(cancellation);
        await using (blobs)
        {
            while (await MoveNextAsync())
            {
                var (name, properties) = (blobs.Current.Name, blobs.Current.Properties);
                yield return new BlobInfo(name, ETags.Of(properties.ETag!.Value), properties.ContentLength ?? 0, properties.LastModified!.Value);
            }
        }

        async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await blobs.MoveNextAsync();
            }
            catch (RequestFailedException e) when (e.IsNotFound())
            {
                return false;
            }
        }
    }

    public async Task DeleteAsync(string path, CancellationToken cancellation = default)
    {
        try
        {
            await Blob(path).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation);
        }
        catch (RequestFailedException e) when (e.IsNotFound())
        {
            // No such container.
        }
    }

    public async Task<string> MaterialiseAsync(string path, CancellationToken cancellation = default)
    {
        while (true)
        {
            var info = await GetInfoAsync(path, cancellation) ?? throw new FileNotFoundException($"There is no blob '{path}'.", path);
            var place = _cache.PlaceOf(path, info.ETag);
            using (await _downloads.AcquireAsync(place, cancellation))
                if (File.Exists(place) || await TryDownloadAsync(info, place, cancellation)) return place;
        }
    }

    public async Task<int> AppendAsync(string path, ReadOnlyMemory<byte> block, CancellationToken cancellation = default)
    {
        AppendLimits.Validate(block);
        BlobPath.Validate(path);
        var blob = _container.GetAppendBlobClient(path);
        try
        {
            return (await blob.AppendAsync(block, cancellation)).BlobCommittedBlockCount;
        }
        catch (RequestFailedException e) when (e.IsNotFound())
        {
            await _container.EnsureAsync(() => blob.CreateUnlessThereAsync(cancellation), cancellation);
            return (await blob.AppendAsync(block, cancellation)).BlobCommittedBlockCount;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.InvalidBlobType)
        {
            throw new IOException($"'{path}' is not an append blob.", e);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlockCountExceedsLimit)
        {
            throw new IOException($"'{path}' has {AppendLimits.Blocks} blocks already.", e);
        }
    }

    /// <summary>Ends the validity of the files handed out by <see cref="MaterialiseAsync"/>.</summary>
    public void Dispose()
    {
        _cache.Dispose();
        _downloads.Dispose();
    }

    private BlobClient Blob(string path)
    {
        BlobPath.Validate(path);
        return _container.GetBlobClient(path);
    }

    // False where the blob changed in between.
    private async Task<bool> TryDownloadAsync(BlobInfo info, string place, CancellationToken cancellation)
    {
        var temporary = _cache.NewTemporary();
        try
        {
            var conditions = new BlobRequestConditions { IfMatch = new ETag(info.ETag) };
            await Blob(info.Path).DownloadToAsync(temporary, new BlobDownloadToOptions { Conditions = conditions }, cancellation);
            File.Move(temporary, place, overwrite: true);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412 || e.IsNotFound())
        {
            return false;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
