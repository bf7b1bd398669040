namespace Ecom.Models.Jobs;

/// <summary>What an augmenter's generator may spend under differential privacy, the unit being a user.</summary>
public sealed record PrivacyJob
{
    /// <summary>Of one generator that is fitted.</summary>
    public required double Epsilon { get; init; }

    public double Delta { get; init; } = 1e-5;

    /// <summary>The ledger of what data sets have spent; null: beside the training file.</summary>
    public string? Ledger { get; init; }

    /// <summary>The most that all generators of this data set may spend; null: what the ledger has, or its default.</summary>
    public double? Budget { get; init; }
}
