namespace Ecom.Neural.Runtime;

/// <summary>One entry of <c>.gnu.version_r</c>.</summary>
/// <param name="Library">The library asked, e.g. <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The version wanted, e.g. <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">The number by which symbols name this version.</param>
/// <param name="Flags">Bit <see cref="Weak"/>: the loader may go on without it.</param>
/// <param name="FlagsOffset">Where in the file the flags are stored (16 bits).</param>
internal sealed record ElfVersionNeed(string Library, string Version, int Index, int Flags, int FlagsOffset)
{
    /// <summary>VER_FLG_WEAK.</summary>
    public const int Weak = 2;
}
