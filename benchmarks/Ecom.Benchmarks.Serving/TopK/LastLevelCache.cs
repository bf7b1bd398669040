using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace Ecom.Benchmarks.Serving.TopK;

/// <summary>The size of the machine's last-level cache: from the system's files, or where it has none, from the processor itself.</summary>
internal static class LastLevelCache
{
    public static long Bytes { get; } = Math.Max(FromSystem(), FromProcessor()) is > 0 and var bytes
        ? bytes
        : throw new PlatformNotSupportedException("The size of the last-level cache is not to be found out on this machine.");

    private static long FromSystem()
    {
        const string Folder = "/sys/devices/system/cpu/cpu0/cache";
        if (!Directory.Exists(Folder)) return 0;
        return Directory.GetDirectories(Folder, "index*").Select(d => Path.Combine(d, "size")).Where(File.Exists).Max(f => (long?)Size(File.ReadAllText(f).Trim())) ?? 0;
    }

    /// <summary>As <c>32K</c> or <c>32M</c>.</summary>
    private static long Size(string text) => long.Parse(text.TrimEnd('K', 'M'), CultureInfo.InvariantCulture) << (text[^1] switch { 'K' => 10, 'M' => 20, _ => 0 });

    /// <summary>The deterministic cache parameters (leaf 4, or AMD's own), or AMD's older word on the third level in units of 512 KiB, which is all that some virtual machines tell.</summary>
    private static long FromProcessor()
    {
        if (!X86Base.IsSupported) return 0;
        var largest = X86Base.CpuId(unchecked((int)0x80000000), 0).Eax is var last && (uint)last >= 0x80000006
            ? ((uint)X86Base.CpuId(unchecked((int)0x80000006), 0).Edx >> 18) * (512L << 10)
            : 0;
        foreach (var leaf in new[] { 4, unchecked((int)0x8000001D) })
        {
            for (var index = 0; index < 8; index++)
            {
                var (kind, shape, sets, _) = X86Base.CpuId(leaf, index);
                if ((kind & 31) == 0) break;
                var (ways, partitions, line) = ((uint)shape >> 22, ((uint)shape >> 12) & 1023, (uint)shape & 4095);
                largest = Math.Max(largest, (ways + 1L) * (partitions + 1) * (line + 1) * ((uint)sets + 1L));
            }
        }
        return largest;
    }
}
