namespace Ecom.Pipeline.Storage;

/// <summary>Opens a deployment's two containers where its configuration says they are.</summary>
public static class BlobStores
{
    /// <param name="storage">A folder, a connection string, or an account's blob endpoint.</param>
    /// <param name="cacheFolder">For local copies of what an account holds; by default below the system's temporary folder.</param>
    /// <remarks>The stores live as long as the process: files they hand out stay valid that long, and the next process clears them away.</remarks>
    public static PipelineStores Create(string storage, string? cacheFolder = null)
    {
        if (!AzureStorageAccount.IsAccount(storage))
            return new PipelineStores(
                new FolderBlobStore(Path.Combine(storage, PipelineStores.DumpsContainer)),
                new FolderBlobStore(Path.Combine(storage, PipelineStores.ArtefactsContainer)));
        return Create(AzureStorageAccount.Parse(storage), cacheFolder);
    }

    /// <inheritdoc cref="Create(string, string?)"/>
    public static PipelineStores Create(AzureStorageAccount account, string? cacheFolder = null)
    {
        var cache = cacheFolder ?? Path.Combine(Path.GetTempPath(), "ecom-cache");
        return new PipelineStores(
            new AzureBlobStore(account.Container(PipelineStores.DumpsContainer), cache),
            new AzureBlobStore(account.Container(PipelineStores.ArtefactsContainer), cache));
    }
}
