namespace Ecom.Models.Jobs;

/// <summary>What a job of kind <see cref="TrainerJobKind.Synthesize"/> or <see cref="TrainerJobKind.Assess"/> works on.</summary>
public sealed record TableJob
{
    /// <summary>The real table, CSV.</summary>
    public required string Real { get; init; }

    /// <summary>The synthetic table: written by Synthesize, read by Assess.</summary>
    public required string Synthetic { get; init; }

    /// <summary>Assess: real rows that the synthesizer did not see, or null.</summary>
    public string? Holdout { get; init; }

    /// <summary>Assess: a column with two values to predict, or null.</summary>
    public string? Target { get; init; }

    /// <summary>Synthesize: rows to make; null: as many as the real table has.</summary>
    public int? Rows { get; init; }

    /// <summary>Synthesize with an <c>epsilon</c>: the ledger of what tables have spent; null: beside the real table.</summary>
    public string? Ledger { get; init; }

    /// <summary>Synthesize with an <c>epsilon</c>: the most that all releases of this table may spend; null: what the ledger has, or its default.</summary>
    public double? Budget { get; init; }

    /// <summary>Assess: shadow models of a membership attack, trained by the job's method; 0: none.</summary>
    public int Shadows { get; init; }
}
