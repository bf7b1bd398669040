namespace Ecom.Serving.Overlay;

/// <summary>The catalogue's mutable layer, stored as one document: products put since the model was made.</summary>
/// <param name="Entries">One per product, in order of first appearance.</param>
public sealed record OverlayDocument(IReadOnlyList<OverlayEntry> Entries)
{
    public int Schema { get; init; } = 1;

    public static OverlayDocument Empty { get; } = new([]);

    /// <summary>This document with entries merged over it, product by product.</summary>
    public OverlayDocument With(IEnumerable<OverlayEntry> later)
    {
        var entries = Entries.ToList();
        var at = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++) at[entries[i].ItemId] = i;
        foreach (var entry in later)
        {
            if (at.TryGetValue(entry.ItemId, out var i)) entries[i] = entries[i].With(entry);
            else
            {
                at[entry.ItemId] = entries.Count;
                entries.Add(entry);
            }
        }
        return this with { Entries = entries };
    }
}
