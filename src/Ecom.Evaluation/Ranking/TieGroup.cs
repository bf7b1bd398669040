namespace Ecom.Evaluation.Ranking;

/// <summary>A run of equal scores in a ranking.</summary>
/// <param name="Start">Items ranked strictly above it.</param>
/// <param name="Size">Items with this score, over the whole ranking.</param>
/// <param name="Relevant">Relevant ones among them.</param>
public readonly record struct TieGroup(int Start, int Size, int Relevant);
