namespace Ecom.Pipeline.Orchestrations;

/// <summary>Whether this ingest owns the content of its dump.</summary>
/// <param name="Claimed">True for the one ingest that goes on.</param>
/// <param name="Sha256">Of the content, lower-case hex; empty where the dump is gone.</param>
/// <param name="Reason">Why not.</param>
public sealed record ClaimResult(bool Claimed, string Sha256, string? Reason = null);
