namespace Ecom.Pipeline.Orchestrations;

/// <summary>How a trainer job ended.</summary>
/// <param name="Name">The job.</param>
/// <param name="Output">Blob prefix of its committed output; null where there is none.</param>
/// <param name="Error">Why there is none.</param>
public sealed record TrainOutcome(string Name, string? Output, string? Error = null);
