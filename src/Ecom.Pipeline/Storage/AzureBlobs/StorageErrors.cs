using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Ecom.Pipeline.Storage.AzureBlobs;

/// <summary>What the service's answers mean to a store.</summary>
internal static class StorageErrors
{
    public static bool IsNotFound(this RequestFailedException e) => e.Status == 404;

    public static bool IsContainerMissing(this RequestFailedException e) => e.Status == 404 && e.ErrorCode == BlobErrorCode.ContainerNotFound;

    /// <summary>A condition on the ETag did not hold.</summary>
    public static bool IsConditionFailure(this RequestFailedException e) =>
        e.Status == 412 && e.ErrorCode == BlobErrorCode.ConditionNotMet
        || e.Status == 409 && e.ErrorCode == BlobErrorCode.BlobAlreadyExists
        || e.Status == 404 && e.ErrorCode == BlobErrorCode.BlobNotFound;

    /// <summary>Runs an operation that needs the container, and again after making it where it is missing.</summary>
    public static async Task<T> EnsureAsync<T>(this BlobContainerClient container, Func<Task<T>> act, CancellationToken cancellation)
    {
        try
        {
            return await act();
        }
        catch (RequestFailedException e) when (e.IsContainerMissing())
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            return await act();
        }
    }
}
