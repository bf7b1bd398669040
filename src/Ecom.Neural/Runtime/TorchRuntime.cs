using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Ecom.Neural.Runtime;

/// <summary>Loads the native torch libraries, also where the system's libstdc++ is older than the one they were built with.</summary>
public static class TorchRuntime
{
    private const string Library = "libLibTorchSharp.so";
    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>
    /// To be called before anything else of TorchSharp is touched; cheap after the first time, safe from several threads. Elsewhere than on
    /// Linux it only loads what TorchSharp would load itself.
    /// </summary>
    /// <exception cref="TorchUnavailableException">Torch cannot run here; the message says why.</exception>
    public static void EnsureLoaded() => _ = Loaded.Value;

    /// <summary>A module's name, once torch is loaded: for the arguments of the base constructor, which touches torch before the body runs.</summary>
    /// <exception cref="TorchUnavailableException">Torch cannot run here; the message says why.</exception>
    public static string Ready(string name)
    {
        EnsureLoaded();
        return name;
    }

    /// <summary>How torch was loaded, in a few words, for logs: <c>as installed</c> or <c>patched copy at …</c>.</summary>
    public static string Description => Loaded.Value;

    private static string Load()
    {
        var description = OperatingSystem.IsLinux() ? LoadOnLinux() : "as installed";
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            throw new TorchUnavailableException($"Torch cannot be loaded: {e.Message}", e);
        }
        return description;
    }

    private static string LoadOnLinux()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            throw new TorchUnavailableException($"Torch for Linux is there for x64 only; this process is {RuntimeInformation.ProcessArchitecture}.");
        var folder = NativeFolders().FirstOrDefault(f => File.Exists(Path.Combine(f, Library)));
        // TorchSharp looks into the package cache too; what it cannot find either it reports itself.
        if (folder is null) return "as TorchSharp finds it";

        WaitPolicy.Sleep();
        // Its dependencies first, by path: a copy elsewhere finds them by name among what is loaded already.
        foreach (var dependency in (string[])["libc10.so", "libtorch_cpu.so", "libtorch.so"])
            if (File.Exists(Path.Combine(folder, dependency)))
                LoadOrExplain(Path.Combine(folder, dependency));

        var original = Path.Combine(folder, Library);
        try
        {
            NativeLibrary.Load(original);
            return "as installed";
        }
        catch (DllNotFoundException e)
        {
            return LoadPatched(original, e);
        }
    }

    private static string LoadPatched(string original, DllNotFoundException refused)
    {
        byte[]? patched;
        try
        {
            patched = TorchPatch.Apply(File.ReadAllBytes(original), refused.Message);
        }
        catch (BadImageFormatException e)
        {
            throw new TorchUnavailableException($"{original} is damaged: {e.Message}", e);
        }
        if (patched is null) throw new TorchUnavailableException($"Torch cannot be loaded: {refused.Message}", refused);

        var (handle, path) = PatchedCopy.Load(Library, patched, p => (LoadOrExplain(p), p));
        // The runtime tries the original first and fails, for TorchSharp's own probing and for each P/Invoke; then it asks here.
        AssemblyLoadContext.GetLoadContext(typeof(torch).Assembly)!.ResolvingUnmanagedDll +=
            (_, name) => name is "LibTorchSharp" or Library ? handle : IntPtr.Zero;
        return $"patched copy at {path}";
    }

    private static IntPtr LoadOrExplain(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            throw new TorchUnavailableException($"Torch cannot be loaded: {e.Message}", e);
        }
    }

    private static IEnumerable<string> NativeFolders()
    {
        // Filled by the host from the .deps.json: right for builds, test hosts and published output alike.
        var searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        foreach (var folder in searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) yield return folder;
        foreach (var root in new[] { Path.GetDirectoryName(typeof(torch).Assembly.Location), AppContext.BaseDirectory })
        {
            if (string.IsNullOrEmpty(root)) continue;
            yield return root;
            yield return Path.Combine(root, "runtimes", "linux-x64", "native");
        }
    }
}
