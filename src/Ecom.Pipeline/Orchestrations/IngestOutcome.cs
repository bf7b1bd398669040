namespace Ecom.Pipeline.Orchestrations;

/// <summary>What became of an upload.</summary>
/// <param name="State">Accepted, skipped, or quarantined.</param>
/// <param name="Reason">Why it was skipped or quarantined.</param>
/// <param name="DatasetVersion">The dataset version it is part of, where accepted.</param>
public sealed record IngestOutcome(IngestState State, string? Reason = null, int? DatasetVersion = null);
