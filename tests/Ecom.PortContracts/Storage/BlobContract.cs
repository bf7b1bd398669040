using System.Text;
using Ecom.Pipeline.Storage;

namespace Ecom.PortContracts.Storage;

/// <summary>What the suites of <see cref="IBlobStore"/> have in common.</summary>
public abstract class BlobContract : IAsyncLifetime
{
    /// <summary>A store that is empty at the start of the test.</summary>
    protected IBlobStore Store { get; private set; } = null!;

    /// <summary>Opens the test's storage: a second call gives a second store over the same blobs, as another process would have it.</summary>
    protected abstract Task<IBlobStore> OpenAsync();

    public virtual async Task InitializeAsync() => Store = await OpenAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    protected Task<string?> WriteAsync(string path, string text, WriteCondition condition = default) =>
        Store.WriteAsync(path, new MemoryStream(Encoding.UTF8.GetBytes(text)), condition);

    protected async Task<string> PutAsync(string path, string text)
    {
        var etag = await WriteAsync(path, text);
        Assert.NotNull(etag);
        return etag;
    }

    protected Task<string?> ReadAsync(string path) => ReadAsync(Store, path);

    protected static async Task<string?> ReadAsync(IBlobStore store, string path)
    {
        await using var content = await store.OpenReadAsync(path);
        if (content is null) return null;
        using var reader = new StreamReader(content.Stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    protected async Task<string[]> ListAsync(string prefix)
    {
        var paths = new List<string>();
        await foreach (var blob in Store.ListAsync(prefix)) paths.Add(blob.Path);
        return [.. paths];
    }

    protected Task<int> AppendAsync(string path, string text) => Store.AppendAsync(path, Encoding.UTF8.GetBytes(text));
}
