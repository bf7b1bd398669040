using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>Input of the planning step.</summary>
public sealed record PlanInput(RunStep Run, RunKind Kind, PreparedData Data);
