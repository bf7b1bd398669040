namespace Ecom.Models.Scoring;

/// <summary>
/// Arrays of a causal transformer over item sequences (SASRec, Kang and McAuley 2018; pre-norm). All matrices are [out × in], row-major.
/// </summary>
public sealed record TransformerWeights
{
    /// <summary>d, the width of everything.</summary>
    public required int Width { get; init; }
    public required int Heads { get; init; }

    /// <summary>Positions; the newest item is at the last.</summary>
    public required int Length { get; init; }

    /// <summary>[items × d]: input and, tied, output.</summary>
    public required float[] Items { get; init; }

    /// <summary>[length × d].</summary>
    public required float[] Positions { get; init; }

    public required IReadOnlyList<TransformerBlock> Blocks { get; init; }

    /// <summary>Scale then shift of the last normalisation, [2 × d].</summary>
    public required float[] Norm { get; init; }

    public int ItemCount => Items.Length / Width;
}
