using System.Security.Cryptography;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Storage.Folder;

namespace Ecom.Pipeline.Storage;

/// <summary>Moves whole folders between a local disk and a blob store.</summary>
public static class ArtefactFolder
{
    /// <summary>Writes every file below a local folder under a prefix.</summary>
    /// <returns>The files, in ordinal order of path.</returns>
    public static async Task<IReadOnlyList<ArtefactFile>> UploadAsync(
        IBlobStore store, string folder, string prefix, CancellationToken cancellation = default)
    {
        var files = new List<ArtefactFile>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var relative = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            await using var stream = File.OpenRead(file);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
            stream.Position = 0;
            await store.WriteAsync($"{prefix}/{relative}", stream, WriteCondition.Always, cancellation);
            files.Add(new ArtefactFile(relative, stream.Length, hash));
        }
        return files;
    }

    /// <summary>
    /// Lays the blobs below a prefix out as a local folder, for what opens a folder (fold files, snapshots). The files are read-only: links to the store's own
    /// local copies where the file system has them.
    /// </summary>
    public static async Task LinkAsync(IBlobStore store, string prefix, string folder, CancellationToken cancellation = default)
    {
        var blobs = new List<BlobInfo>();
        await foreach (var blob in store.ListAsync(prefix + "/", cancellation)) blobs.Add(blob);
        foreach (var blob in blobs)
        {
            var file = Path.Combine(folder, blob.Path[(prefix.Length + 1)..].Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var local = await store.MaterialiseAsync(blob.Path, cancellation);
            // Not a symbolic link: its length is that of the link's text, and readers check lengths.
            if (!Posix.TryHardLink(local, file)) File.Copy(local, file);
        }
    }

    /// <summary>Local files of several blobs, in order.</summary>
    public static async Task<IReadOnlyList<string>> MaterialiseAllAsync(
        this IBlobStore store, IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        var files = new List<string>();
        foreach (var path in paths) files.Add(await store.MaterialiseAsync(path, cancellation));
        return files;
    }

    /// <summary>Copies the blobs below a prefix under another prefix of the same store.</summary>
    public static async Task<IReadOnlyList<ArtefactFile>> CopyAsync(
        IBlobStore store, string from, string to, CancellationToken cancellation = default)
    {
        var files = new List<ArtefactFile>();
        var blobs = new List<BlobInfo>();
        await foreach (var blob in store.ListAsync(from + "/", cancellation)) blobs.Add(blob);
        foreach (var blob in blobs)
        {
            var relative = blob.Path[(from.Length + 1)..];
            await using var file = File.OpenRead(await store.MaterialiseAsync(blob.Path, cancellation));
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
            file.Position = 0;
            await store.WriteAsync($"{to}/{relative}", file, WriteCondition.Always, cancellation);
            files.Add(new ArtefactFile(relative, file.Length, hash));
        }
        return files;
    }

    /// <summary>Deletes every blob below a prefix.</summary>
    public static async Task DeleteAsync(IBlobStore store, string prefix, CancellationToken cancellation = default)
    {
        var paths = new List<string>();
        await foreach (var blob in store.ListAsync(prefix + "/", cancellation)) paths.Add(blob.Path);
        foreach (var path in paths) await store.DeleteAsync(path, cancellation);
    }
}
