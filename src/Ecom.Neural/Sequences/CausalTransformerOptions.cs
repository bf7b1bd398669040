namespace Ecom.Neural.Sequences;

/// <summary>Size of a decoder-only transformer.</summary>
public sealed record CausalTransformerOptions
{
    /// <summary>Distinct tokens.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Longest sequence.</summary>
    public required int Length { get; init; }

    /// <summary>Width of a token's vector; divisible by <see cref="Heads"/>.</summary>
    public int Width { get; init; } = 64;

    public int Heads { get; init; } = 4;
    public int Blocks { get; init; } = 2;

    /// <summary>Share of each sub-layer's output that is dropped while training.</summary>
    public double Dropout { get; init; } = 0.1;
}
