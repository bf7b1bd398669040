namespace Ecom.Evaluation.Ranking;

/// <summary>Head, tail and cold items by how many users of the fit touched them. Ties at the head's edge all belong to the head.</summary>
internal sealed class ItemSlices
{
    public static readonly string[] Names = ["head-items", "tail-items", "cold-items"];

    private readonly byte[] _slice;

    public ItemSlices(IReadOnlyList<int> counts, double headShare)
    {
        var known = counts.Where(c => c > 0).OrderDescending().ToArray();
        var edge = known.Length == 0 ? int.MaxValue : known[Math.Clamp((int)Math.Ceiling(known.Length * headShare) - 1, 0, known.Length - 1)];
        _slice = [.. counts.Select(c => (byte)(c == 0 ? 2 : c >= edge ? 0 : 1))];
    }

    /// <summary>Index into <see cref="Names"/>.</summary>
    public int Of(int item) => _slice[item];
}
