using System.Buffers.Binary;

namespace Ecom.Neural.Runtime;

/// <summary>
/// TorchSharp's Linux library is built with GCC 13 and asks for the libstdc++ version of that compiler, though none of its relocations binds
/// to a symbol of it. On a system with an older libstdc++ (Debian 12, Ubuntu 22.04) the loader then refuses a file that would run.
/// Marking that one version need as weak lets it load.
/// </summary>
internal static class TorchPatch
{
    /// <summary>A copy of a shared object with the version needs that a loader error complains about marked as weak.</summary>
    /// <param name="original">The file's bytes; left as they are.</param>
    /// <param name="loaderError">What the loader said.</param>
    /// <returns>The patched bytes, or null where the error is about something else or the version is needed in earnest.</returns>
    /// <exception cref="BadImageFormatException">The bytes are not an ELF shared object.</exception>
    public static byte[]? Apply(byte[] original, string loaderError)
    {
        var image = new ElfImage(original);
        var missing = image.VersionNeeds
            .Where(n => n.Library.StartsWith("libstdc++", StringComparison.Ordinal) && Names(loaderError, n.Version)).ToList();
        if (missing.Count == 0 || missing.Any(image.IsUsed)) return null;
        var patched = original.ToArray();
        foreach (var need in missing)
            BinaryPrimitives.WriteUInt16LittleEndian(patched.AsSpan(need.FlagsOffset), (ushort)(need.Flags | ElfVersionNeed.Weak));
        return patched;
    }

    // GLIBCXX_3.4.3 must not be found in a text about GLIBCXX_3.4.32.
    private static bool Names(string text, string version)
    {
        for (var at = text.IndexOf(version, StringComparison.Ordinal); at >= 0; at = text.IndexOf(version, at + 1, StringComparison.Ordinal))
        {
            var end = at + version.Length;
            if (end == text.Length || !(char.IsAsciiDigit(text[end]) || text[end] == '.')) return true;
        }
        return false;
    }
}
