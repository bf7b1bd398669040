namespace Ecom.Pipeline.Storage;

/// <summary>
/// Artefacts and pointers by path (<c>runs/7/folds/manifest.json</c>): Azure Blob Storage or a plain folder. Paths use <c>/</c>, are relative, have no
/// empty, <c>.</c> or <c>..</c> segment, and are case-sensitive. A write is atomic: a reader sees the old or the new content, never a part.
/// </summary>
public interface IBlobStore
{
    /// <summary>ETag, length and time of a blob, or null where there is none.</summary>
    Task<BlobInfo?> GetInfoAsync(string path, CancellationToken cancellation = default);

    /// <summary>Opens a blob for reading, or returns null where there is none.</summary>
    Task<BlobContent?> OpenReadAsync(string path, CancellationToken cancellation = default);

    /// <summary>Writes a blob if the condition holds.</summary>
    /// <returns>The new ETag, or null where the condition did not hold and nothing was written.</returns>
    Task<string?> WriteAsync(string path, Stream content, WriteCondition condition = default, CancellationToken cancellation = default);

    /// <summary>Blobs whose path starts with a prefix, in ordinal order of path.</summary>
    IAsyncEnumerable<BlobInfo> ListAsync(string prefix, CancellationToken cancellation = default);

    /// <summary>Deletes a blob; no error where there is none.</summary>
    Task DeleteAsync(string path, CancellationToken cancellation = default);

    /// <summary>
    /// A local file with the blob's content, for what needs a real file (DuckDB, memory maps). The file is read-only to the caller and stays
    /// valid for the life of the store, whatever happens to the blob. A folder store hands out its own file.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such blob.</exception>
    Task<string> MaterialiseAsync(string path, CancellationToken cancellation = default);

    /// <summary>Appends a block to an append blob, creating it first if need be.</summary>
    /// <returns>The number of blocks the blob then has.</returns>
    Task<int> AppendAsync(string path, ReadOnlyMemory<byte> block, CancellationToken cancellation = default);
}
