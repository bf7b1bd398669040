namespace Ecom.Pipeline.Activities;

/// <summary>Content of a claim blob.</summary>
public sealed record DumpClaim(string Path, string Sha256, string IngestId);
