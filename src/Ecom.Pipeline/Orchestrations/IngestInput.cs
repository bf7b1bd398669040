namespace Ecom.Pipeline.Orchestrations;

/// <summary>One upload.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="IngestId">Hash of path and ETag: one id per upload, however often it is announced.</param>
/// <param name="Path">The dump's path in its container.</param>
/// <param name="ETag">The version announced.</param>
public sealed record IngestInput(string Shop, string IngestId, string Path, string ETag);
