using System.Runtime.CompilerServices;
using Ecom.Pipeline.Storage.Folder;

namespace Ecom.Pipeline.Storage;

/// <summary>
/// Blobs as plain files under one folder, safe for several processes on one machine and against power loss. A blob is the file at its path; people may
/// move files in, not write into them in place. An ETag is the file's time and length, and each write makes the time later than the last, so ETags
/// survive a copy of the folder. The folder has to be on one file system with hard links (others work, by copying).
/// </summary>
/// <remarks>
/// Two limits against Azure: a blob's path cannot be a folder of another blob's (<c>a</c> and <c>a/b</c>), and on file systems that ignore case, paths do
/// too.
/// </remarks>
public sealed class FolderBlobStore : IBlobStore, IDisposable
{
    private readonly FolderLayout _layout;
    private readonly FolderLock _locks;
    private readonly FolderWriter _writer;
    private readonly OwnedFolder _own;

    /// <param name="root">The folder; made if it is not there.</param>
    /// <param name="time">The clock of ETags; the system's by default.</param>
    public FolderBlobStore(string root, TimeProvider? time = null)
    {
        _layout = new FolderLayout(root);
        _locks = new FolderLock(_layout.Locks);
        _own = new OwnedFolder(_layout.Owners);
        _writer = new FolderWriter(_layout, _own, time ?? TimeProvider.System);
    }

    public Task<BlobInfo?> GetInfoAsync(string path, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var file = _layout.FileOf(path);
        return Task.FromResult(FolderReader.Info(path, file, _layout.BlocksOf(path)));
    }

    public Task<BlobContent?> OpenReadAsync(string path, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var file = _layout.FileOf(path);
        return Task.FromResult(FolderReader.Open(path, file, _layout.BlocksOf(path)));
    }

    public async Task<string?> WriteAsync(
        string path, Stream content, WriteCondition condition = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var file = _layout.FileOf(path);
        // Once without the lock, to spare a large content that has no chance.
        if (!Holds(condition, path, file)) return null;
        var temporary = await _writer.SpoolAsync(content, cancellation);
        try
        {
            using (await _locks.AcquireAsync(path, cancellation))
                return Holds(condition, path, file) ? _writer.Commit(path, temporary, file) : null;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public async IAsyncEnumerable<BlobInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (folder, path) = _layout.FolderOf(prefix);
        foreach (var (blob, file) in FolderReader.List(folder, path, prefix))
        {
            cancellation.ThrowIfCancellationRequested();
            // Deleted since the folder was read: not there.
            if (FolderReader.Info(blob, file, _layout.BlocksOf(blob)) is { } info) yield return info;
        }

        await Task.CompletedTask;
    }

    public async Task DeleteAsync(string path, CancellationToken cancellation = default)
    {
        var file = _layout.FileOf(path);
        using (await _locks.AcquireAsync(path, cancellation)) _writer.Delete(path, file);
    }

    public async Task<string> MaterialiseAsync(string path, CancellationToken cancellation = default)
    {
        var file = _layout.FileOf(path);
        while (true)
        {
            var info = FolderReader.Info(path, file, _layout.BlocksOf(path)) ?? throw new FileNotFoundException($"There is no blob '{path}'.", path);
            var place = _own.PlaceOf(path, info.ETag);
            if (File.Exists(place)) return place;
            // Under the lock, so that what is linked or copied is the version just named.
            using (await _locks.AcquireAsync(path, cancellation))
            {
                if (FolderReader.Info(path, file, _layout.BlocksOf(path))?.ETag != info.ETag) continue;
                if (!File.Exists(place)) _writer.Snapshot(file, place, info, BlockIndex.Read(_layout.BlocksOf(path)) is null);
                return place;
            }
        }
    }

    public async Task<int> AppendAsync(string path, ReadOnlyMemory<byte> block, CancellationToken cancellation = default)
    {
        AppendLimits.Validate(block);
        var file = _layout.FileOf(path);
        using (await _locks.AcquireAsync(path, cancellation)) return _writer.Append(path, file, block.Span);
    }

    /// <summary>Ends the validity of the files handed out by <see cref="MaterialiseAsync"/>.</summary>
    public void Dispose()
    {
        _own.Dispose();
        _locks.Dispose();
    }

    private bool Holds(WriteCondition condition, string path, string file)
    {
        if (condition == WriteCondition.Always) return true;
        var etag = FolderReader.Info(path, file, _layout.BlocksOf(path))?.ETag;
        return condition.MustBeAbsent ? etag is null : etag == condition.MustMatch;
    }
}
