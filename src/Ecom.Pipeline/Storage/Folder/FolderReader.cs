using Microsoft.Win32.SafeHandles;

namespace Ecom.Pipeline.Storage.Folder;

/// <summary>Reads without taking a lock: a blob's file is replaced as a whole or grows beyond what its index commits.</summary>
internal static class FolderReader
{
    public static BlobInfo? Info(string path, string file, string blocks)
    {
        while (true)
        {
            var index = BlockIndex.Read(blocks);
            var data = new FileInfo(file);
            if (!data.Exists) return null;
            BlobInfo info;
            try
            {
                info = Describe(path, index, data.LastWriteTimeUtc, data.Length);
            }
            catch (FileNotFoundException)
            {
                return null;
            }

            if (Same(index, BlockIndex.Read(blocks))) return info;
        }
    }

    public static BlobContent? Open(string path, string file, string blocks)
    {
        while (true)
        {
            var index = BlockIndex.Read(blocks);
            if (TryOpen(file) is not { } handle) return null;
            var info = Describe(path, index, File.GetLastWriteTimeUtc(handle), RandomAccess.GetLength(handle));
            var stream = new FileStream(handle, FileAccess.Read, 1 << 16, isAsync: false);
            if (Same(index, BlockIndex.Read(blocks)))
                return new BlobContent(info, index is null ? stream : new BoundedStream(stream, index.Length));
            stream.Dispose();
        }
    }

    /// <summary>Blob paths and files under a folder, ordinally by path.</summary>
    public static IEnumerable<(string Path, string File)> List(string folder, string folderPath, string prefix)
    {
        foreach (var entry in Entries(folder, folderPath))
        {
            var isFolder = entry is DirectoryInfo;
            var path = folderPath + entry.Name;
            if (isFolder)
            {
                path += "/";
                if (!path.StartsWith(prefix, StringComparison.Ordinal) && !prefix.StartsWith(path, StringComparison.Ordinal)) continue;
                foreach (var blob in List(entry.FullName, path, prefix)) yield return blob;
            }
            else if (path.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return (path, entry.FullName);
            }
        }
    }

    public static string ETagOf(DateTime modified, long length) => $"{modified.Ticks:x}-{length:x}";

    private static BlobInfo Describe(string path, BlockIndex? index, DateTime modified, long length) => index is null
        ? new BlobInfo(path, ETagOf(modified, length), length, modified)
        : new BlobInfo(path, index.ETag, index.Length, modified);

    // Between two readings of the index the data was the one the index speaks of; growth in between does not matter.
    private static bool Same(BlockIndex? before, BlockIndex? after) => before?.Id == after?.Id;

    private static SafeFileHandle? TryOpen(string file)
    {
        try
        {
            return File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(file))
        {
            return null;
        }
    }

    private static FileSystemInfo[] Entries(string folder, string folderPath)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }

        // A folder sorts by its name with the slash that follows it: "a-b/x" comes before "a/x".
        var kept = entries.Where(entry => IsBlobOrFolder(entry, folderPath)).ToArray();
        Array.Sort(kept, (one, other) => string.CompareOrdinal(SortKey(one), SortKey(other)));
        return kept;
    }

    private static bool IsBlobOrFolder(FileSystemInfo entry, string folderPath) =>
        entry.LinkTarget is null && !(folderPath.Length == 0 && FolderLayout.IsReserved(entry.Name));

    private static string SortKey(FileSystemInfo entry) => entry is DirectoryInfo ? entry.Name + "/" : entry.Name;
}
