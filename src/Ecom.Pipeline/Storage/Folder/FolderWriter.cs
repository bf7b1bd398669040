namespace Ecom.Pipeline.Storage.Folder;

/// <summary>The changes to a folder store's files; whoever calls it holds the path's lock, except for spooling.</summary>
internal sealed class FolderWriter(FolderLayout layout, OwnedFolder own, TimeProvider time)
{
    /// <summary>Streams content into a temporary file that is on disk when this returns.</summary>
    public async Task<string> SpoolAsync(Stream content, CancellationToken cancellation)
    {
        var temporary = own.NewTemporary();
        try
        {
            await using var target = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            await content.CopyToAsync(target, 1 << 17, cancellation);
            target.Flush(flushToDisk: true);
            return temporary;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Puts a spooled file in a blob's place, and returns its ETag.</summary>
    public string Commit(string path, string temporary, string file)
    {
        // The index goes first: without it, what a crash leaves is the old data as a plain blob, which is what it was to readers.
        DeleteIndex(path);
        var etag = Stamp(temporary, new FileInfo(file) is { Exists: true } old ? old.LastWriteTimeUtc : null);
        while (true)
        {
            var folder = Path.GetDirectoryName(file)!;
            MakeFolder(path, folder);
            try
            {
                File.Move(temporary, file, overwrite: true);
                Posix.SyncDirectory(folder);
                return etag;
            }
            catch (DirectoryNotFoundException)
            {
                // A delete of the folder's last blob took the folder along in between.
            }
            catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && Directory.Exists(file))
            {
                throw new IOException($"'{path}' cannot be written: other blobs lie under it as their folder.", e);
            }
        }
    }

    public void Delete(string path, string file)
    {
        DeleteIndex(path);
        if (!File.Exists(file)) return;
        File.Delete(file);
        var folder = Path.GetDirectoryName(file)!;
        Posix.SyncDirectory(folder);
        RemoveEmptyFolders(folder);
    }

    public int Append(string path, string file, ReadOnlySpan<byte> block)
    {
        var blocks = layout.BlocksOf(path);
        var exists = File.Exists(file);
        var index = exists ? BlockIndex.Read(blocks) : null;
        if (exists && index is null) throw new IOException($"'{path}' is not an append blob.");
        if (index is { Blocks: >= AppendLimits.Blocks }) throw new IOException($"'{path}' has {AppendLimits.Blocks} blocks already.");
        if (index is null)
        {
            // The index first: an index without data is no blob, data without an index would be a plain one.
            index = BlockIndex.Create(blocks);
            MakeFolder(path, Path.GetDirectoryName(file)!);
        }

        using (var handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            if (RandomAccess.GetLength(handle) > index.Length) RandomAccess.SetLength(handle, index.Length);
            RandomAccess.Write(handle, block, index.Length);
            RandomAccess.FlushToDisk(handle);
        }

        if (index.Blocks == 0)
        {
            Posix.SyncDirectory(Path.GetDirectoryName(file)!);
            Posix.SyncDirectory(Path.GetDirectoryName(blocks)!);
        }

        return index.Add(blocks, index.Length + block.Length).Blocks;
    }

    /// <summary>Gives a version a name of its own: a second link, or a copy where the file grows or links are not to be had.</summary>
    public void Snapshot(string file, string place, BlobInfo info, bool isPlain)
    {
        if (isPlain && Posix.TryHardLink(file, place)) return;
        var temporary = own.NewTemporary();
        using (var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        using (var bounded = new BoundedStream(source, info.Length))
        using (var target = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            bounded.CopyTo(target);
        File.Move(temporary, place, overwrite: true);
    }

    private void DeleteIndex(string path)
    {
        var blocks = layout.BlocksOf(path);
        if (File.Exists(blocks)) File.Delete(blocks);
    }

    // Sets a time later than the version before it, on file systems that round times too.
    private string Stamp(string temporary, DateTime? before)
    {
        var length = new FileInfo(temporary).Length;
        var wanted = time.GetUtcNow().UtcDateTime;
        if (before is { } old && wanted <= old) wanted = old.AddTicks(1);
        for (var step = 1L; ; step *= 10)
        {
            File.SetLastWriteTimeUtc(temporary, wanted);
            var kept = File.GetLastWriteTimeUtc(temporary);
            if (before is null || kept > before) return FolderReader.ETagOf(kept, length);
            wanted = before.Value.AddTicks(step);
        }
    }

    private void MakeFolder(string path, string folder)
    {
        if (Directory.Exists(folder)) return;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (IOException e)
        {
            throw new IOException($"'{path}' cannot be written: a part of its path is a blob itself.", e);
        }

        for (var parent = Path.GetDirectoryName(folder); parent is not null && parent.Length >= layout.Root.Length; parent = Path.GetDirectoryName(parent))
            Posix.SyncDirectory(parent);
    }

    // Top-level folders stay: they are where people drop files.
    private void RemoveEmptyFolders(string folder)
    {
        try
        {
            for (; Path.GetDirectoryName(folder) is { } parent && parent.Length > layout.Root.Length; folder = parent) Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Not empty.
        }
    }
}
