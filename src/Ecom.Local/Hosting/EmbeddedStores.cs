using Ecom.Pipeline.Storage;

namespace Ecom.Local.Hosting;

/// <summary>The two containers on a folder.</summary>
internal static class EmbeddedStores
{
    public static PipelineStores Create(EmbeddedOptions options) =>
        new(new FolderBlobStore(options.Dumps), new FolderBlobStore(options.Artefacts));
}
