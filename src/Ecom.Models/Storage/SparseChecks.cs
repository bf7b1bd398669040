using Ecom.Domain;

namespace Ecom.Models.Storage;

/// <summary>Checks on sparse rows read from files: a scorer indexes by them without looking again.</summary>
internal static class SparseChecks
{
    /// <summary>Row boundaries start at zero, ascend and end at the number of entries.</summary>
    public static void Rows(ReadOnlySpan<long> starts, long entries, string section)
    {
        if (starts[0] != 0 || starts[^1] != entries)
            throw new InputException(section, null, $"rows cover [{starts[0]}, {starts[^1]}) instead of [0, {entries}).");
        for (var r = 1; r < starts.Length; r++)
            if (starts[r] < starts[r - 1] || starts[r] - starts[r - 1] > int.MaxValue)
                throw new InputException(section, null, $"row {r - 1} ends before it starts, or is too long.");
    }

    /// <summary>Every index lies in [0, bound).</summary>
    public static void Indices(Section<int> indices, int bound, string section)
    {
        const int Block = 1 << 24;
        for (long at = 0; at < indices.Length; at += Block)
        {
            uint largest = 0;
            foreach (var index in indices.Slice(at, (int)Math.Min(Block, indices.Length - at))) largest = Math.Max(largest, (uint)index);
            if (largest >= (uint)bound) throw new InputException(section, null, $"an index lies outside [0, {bound}).");
        }
    }
}
