namespace Ecom.Models.Scoring;

/// <summary>A scorer that can name the neighbours of an item.</summary>
public interface ISimilarItems
{
    /// <summary>Nearest items, best first, without the item itself; at most <paramref name="most"/>.</summary>
    IReadOnlyList<(int Item, float Score)> Similar(int item, int most);
}
