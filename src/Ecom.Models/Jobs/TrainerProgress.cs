namespace Ecom.Models.Jobs;

/// <summary>One line of the trainer's standard output (NDJSON).</summary>
/// <param name="Step">What it is doing.</param>
/// <param name="Fraction">Done of that step, 0 to 1.</param>
/// <param name="Figures">Losses and the like, by name.</param>
public sealed record TrainerProgress(string Step, double Fraction, IReadOnlyDictionary<string, double>? Figures = null);
