using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Tests.Storage;

/// <summary>A temporary folder and the stores opened over it.</summary>
internal sealed class FolderFixture : IDisposable
{
    private readonly List<FolderBlobStore> _stores = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("ecom-store-").FullName;

    public FolderBlobStore Open()
    {
        var store = new FolderBlobStore(Root);
        lock (_stores) _stores.Add(store);
        return store;
    }

    public void Dispose()
    {
        foreach (var store in _stores) store.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
