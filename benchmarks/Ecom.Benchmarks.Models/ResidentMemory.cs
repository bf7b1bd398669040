using System.Globalization;

namespace Ecom.Benchmarks.Models;

/// <summary>Resident memory of this process as Linux counts it.</summary>
internal static class ResidentMemory
{
    /// <summary>Forgets the peak so far, what generating the data took included.</summary>
    public static void Reset()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // man 5 proc: 5 resets the peak resident set size.
        if (File.Exists("/proc/self/clear_refs")) File.WriteAllText("/proc/self/clear_refs", "5");
    }

    public static double PeakMegabytes() => Megabytes("VmHWM:");

    public static double NowMegabytes() => Megabytes("VmRSS:");

    private static double Megabytes(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
