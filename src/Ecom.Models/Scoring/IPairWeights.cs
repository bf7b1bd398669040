namespace Ecom.Models.Scoring;

/// <summary>A scorer that adds up weights from item to item, and can tell a single one.</summary>
public interface IPairWeights
{
    /// <summary>What <paramref name="source"/> in a history adds to <paramref name="target"/>; 0 where nothing is stored.</summary>
    float Weight(int source, int target);
}
