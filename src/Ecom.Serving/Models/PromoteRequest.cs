namespace Ecom.Serving.Models;

/// <summary>Why a version is promoted.</summary>
public sealed record PromoteRequest(string? Reason = null);
