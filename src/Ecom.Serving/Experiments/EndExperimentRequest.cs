namespace Ecom.Serving.Experiments;

/// <summary>Ends an experiment.</summary>
/// <param name="Promote">The arm whose model and rules everybody gets from now on; null: everything stays as it was.</param>
public sealed record EndExperimentRequest(string? Promote = null);
