using System.Diagnostics;

namespace Ecom.Local.Reporting;

/// <summary>Peak resident memory of this process.</summary>
internal static class ProcessMemory
{
    public static long PeakBytes()
    {
        using var self = Process.GetCurrentProcess();
        // PeakWorkingSet64 reads VmHWM on Linux.
        return self.PeakWorkingSet64;
    }
}
