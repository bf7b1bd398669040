using System.Runtime.InteropServices;
using Ecom.Neural.Runtime;

namespace Ecom.Neural.Tests.Runtime;

public sealed class WaitPolicyTests
{
    [Fact]
    public void Torchs_threads_are_told_to_sleep_while_they_wait()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(WaitPolicy.Variable) is not null) return;

        TorchRuntime.EnsureLoaded();

        Assert.Equal("PASSIVE", Marshal.PtrToStringUTF8(Variable(WaitPolicy.Variable)));
    }

    [DllImport("libc", EntryPoint = "getenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr Variable(string name);
}
