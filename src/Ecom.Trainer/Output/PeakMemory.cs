using System.Diagnostics;
using System.Globalization;

namespace Ecom.Trainer.Output;

/// <summary>The most memory this process has had resident so far.</summary>
internal static class PeakMemory
{
    public static long Bytes()
    {
        const string Status = "/proc/self/status";
        if (File.Exists(Status))
        {
            // Process.PeakWorkingSet64 is zero on Linux.
            var line = File.ReadLines(Status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            if (line is not null) return long.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
