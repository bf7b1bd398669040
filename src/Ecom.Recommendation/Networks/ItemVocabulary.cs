using Ecom.Domain;

namespace Ecom.Recommendation.Networks;

/// <summary>The items a network knows, numbered without gaps.</summary>
public sealed class ItemVocabulary
{
    private readonly int[] _indexOf;

    /// <param name="interactions">Customers × items.</param>
    /// <param name="minimumUsers">Items touched by fewer users are left out.</param>
    public ItemVocabulary(Interactions interactions, int minimumUsers)
    {
        var counts = interactions.ItemCounts();
        Items = [.. Enumerable.Range(0, counts.Length).Where(i => counts[i] >= minimumUsers)];
        _indexOf = new int[counts.Length];
        Array.Fill(_indexOf, -1);
        for (var v = 0; v < Items.Length; v++) _indexOf[Items[v]] = v;
    }

    /// <summary>Item of each network index, ascending.</summary>
    public int[] Items { get; }

    /// <summary>Network index of an item, or −1.</summary>
    public int IndexOf(int item) => _indexOf[item];
}
