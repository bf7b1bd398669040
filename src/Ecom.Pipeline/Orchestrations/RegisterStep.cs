namespace Ecom.Pipeline.Orchestrations;

/// <summary>Input of the step that stores a new version.</summary>
/// <param name="Run">The run.</param>
/// <param name="Data">Its data.</param>
/// <param name="Winner">Name of the winning job.</param>
/// <param name="RefitOutput">Blob prefix of the refit's output.</param>
/// <param name="Served">The version served meanwhile; empty: none.</param>
public sealed record RegisterStep(RunStep Run, PreparedData Data, string Winner, string RefitOutput, string Served);
