using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>Somebody asks for a refresh.</summary>
public sealed record RefreshRequest(string RunId, RunKind Kind, string Reason);
