using System.Security.Cryptography;

namespace Ecom.Neural.Runtime;

/// <summary>
/// Keeps patched libraries in a folder of the user's cache, named by content, so that processes share one copy and never see half of one.
/// </summary>
internal static class PatchedCopy
{
    /// <summary>Writes the bytes where they are not yet, and hands the file's path to <paramref name="load"/>.</summary>
    public static T Load<T>(string name, byte[] content, Func<string, T> load)
    {
        if (CacheFolder() is { } cache)
        {
            try
            {
                return load(Store(cache, name, content));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A read-only or full home directory: a temporary folder does as well, only not for the next process.
            }
        }
        // Unpredictable and closed to other users, unlike a fixed name under /tmp.
        var folder = Directory.CreateTempSubdirectory("ecom-torch-");
        try
        {
            return load(Store(folder.FullName, name, content));
        }
        finally
        {
            // The mapping outlives the file.
            folder.Delete(recursive: true);
        }
    }

    internal static string Store(string cache, string name, byte[] content)
    {
        var folder = Path.Combine(cache, Convert.ToHexStringLower(SHA256.HashData(content))[..32]);
        var path = Path.Combine(folder, name);
        // Compared in full: whatever else got there (a crash, another hand) is not loaded into the process.
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content)) return path;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var part = Path.Combine(folder, $".{name}.{Environment.ProcessId}.{Guid.NewGuid():n}");
        File.WriteAllBytes(part, content);
        File.Move(part, path, overwrite: true);
        return path;
    }

    private static string? CacheFolder()
    {
        var root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(root) && Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home)
            root = Path.Combine(home, ".cache");
        return string.IsNullOrEmpty(root) || !Path.IsPathRooted(root) ? null : Path.Combine(root, "ecom-torch");
    }
}
