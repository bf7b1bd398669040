using System.Runtime.InteropServices;

namespace Ecom.Neural.Runtime;

/// <summary>
/// How torch's threads (OpenMP) wait for each other. As installed they spin, and where somebody else wants the processors, each waits for one that is not running: fits of small networks on two
/// threads took twenty times as long beside one busy process, and with a container's share of processors it is the same. Here they sleep, unless <c>OMP_WAIT_POLICY</c> says otherwise.
/// </summary>
internal static partial class WaitPolicy
{
    public const string Variable = "OMP_WAIT_POLICY";

    /// <summary>Before the OpenMP library is loaded, which reads the variable once. The runtime's own copy of the environment would not reach it.</summary>
    public static void Sleep() => _ = SetVariable(Variable, "PASSIVE", 0);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
