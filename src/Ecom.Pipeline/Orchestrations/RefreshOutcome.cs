namespace Ecom.Pipeline.Orchestrations;

/// <summary>What a refresh returns; the full report lies in storage.</summary>
public sealed record RefreshOutcome(int DatasetVersion, string? PromotedVersion, string Decision);
