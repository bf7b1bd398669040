using Ecom.Pipeline.Runs;

namespace Ecom.Serving.Runs;

/// <summary>Asks for a refresh.</summary>
/// <param name="Reason">Stored with the run.</param>
/// <param name="Kind">Every recipe against the champion's by default.</param>
public sealed record StartRunRequest(string? Reason = null, RunKind? Kind = null);
