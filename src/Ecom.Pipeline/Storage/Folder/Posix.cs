using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Ecom.Pipeline.Storage.Folder;

/// <summary>The two file-system calls .NET has no name for: a hard link, and making a rename durable.</summary>
internal static class Posix
{
    /// <summary>Gives a file a second name; false where the file system cannot.</summary>
    public static bool TryHardLink(string existing, string link) => OperatingSystem.IsWindows()
        ? CreateHardLink(link, existing, 0)
        : Link(existing, link) == 0;

    /// <summary>A rename survives power loss only once its directory is on disk; Windows journals it by itself.</summary>
    public static void SyncDirectory(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(directory, 0);
        if (handle < 0) throw Failure($"cannot open the folder {directory}");
        try
        {
            if (FSync(handle) != 0) throw Failure($"cannot write the folder {directory} to disk");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failure(string what)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{what}: {cause.Message}", cause);
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string link);

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(int handle);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);

    [DllImport("kernel32", EntryPoint = "CreateHardLinkW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CreateHardLink(string link, string existing, nint security);
}
