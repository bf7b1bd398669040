using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>Input of a refresh. Options travel by their hash's blob, so that messages stay small.</summary>
public sealed record RefreshInput(string Shop, string RunId, RunKind Kind, string Reason);
