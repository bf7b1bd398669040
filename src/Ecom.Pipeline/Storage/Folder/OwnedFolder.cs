using System.IO.Hashing;
using System.Text;

namespace Ecom.Pipeline.Storage.Folder;

/// <summary>
/// What one store object has made for itself: half-written content, and the local files it has handed out, which stay readable after the blob is
/// replaced or deleted. The folder is locked while its owner lives, so that the next one can tell what a crashed process left behind.
/// </summary>
internal sealed class OwnedFolder : IDisposable
{
    private const string LockName = "lock";
    private readonly string _folder;
    private readonly FileStream _lock;

    public OwnedFolder(string parent)
    {
        SweepAbandoned(parent);
        _folder = Directory.CreateDirectory(Path.Combine(parent, Guid.NewGuid().ToString("n"))).FullName;
        _lock = FolderLock.TryOpen(Path.Combine(_folder, LockName))
            ?? throw new IOException($"{_folder}: a folder just created is held by another process.");
    }

    public string Folder => _folder;

    public string NewTemporary() => Path.Combine(_folder, Guid.NewGuid().ToString("n"));

    /// <summary>Where a version's local file belongs; its name keeps the blob's, since readers go by endings such as <c>.csv.gz</c>.</summary>
    public string PlaceOf(string path, string etag)
    {
        var key = XxHash128.HashToUInt128(Encoding.UTF8.GetBytes($"{path}\n{etag}"));
        return Path.Combine(_folder, $"{key:x32}-{path[(path.LastIndexOf('/') + 1)..]}");
    }

    public void Dispose()
    {
        _lock.Dispose();
        Remove(_folder);
    }

    private static void SweepAbandoned(string parent)
    {
        foreach (var folder in Directory.GetDirectories(parent))
        {
            // A folder without a lock file is one being made at this moment, or nearly empty: not worth a race.
            var file = Path.Combine(folder, LockName);
            if (!File.Exists(file)) continue;
            using (var held = FolderLock.TryOpen(file))
                if (held is null) continue;
            Remove(folder);
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Still mapped on Windows, or swept by another process: the next store tries again.
        }
    }
}
