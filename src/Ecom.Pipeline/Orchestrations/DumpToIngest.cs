namespace Ecom.Pipeline.Orchestrations;

/// <summary>A claimed dump on its way through ingest.</summary>
/// <param name="Ingest">The upload.</param>
/// <param name="Sha256">Of the claimed content.</param>
/// <param name="Error">For quarantine: the reason.</param>
public sealed record DumpToIngest(IngestInput Ingest, string Sha256, string? Error = null);
