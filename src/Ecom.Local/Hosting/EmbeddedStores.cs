using Ecom.Pipeline.Storage;

namespace Ecom.Local.Hosting;

/// <summary>The two containers: folders of the data directory, or a storage account.</summary>
internal static class EmbeddedStores
{
    public static PipelineStores Create(EmbeddedOptions options) => options.Storage is { Length: > 0 } storage
        ? BlobStores.Create(AzureStorageAccount.Parse(storage), Path.Combine(options.DataDirectory, "cache"))
        : BlobStores.Create(options.DataDirectory);
}
