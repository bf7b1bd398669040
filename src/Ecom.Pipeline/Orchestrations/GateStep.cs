using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>Input of the gate.</summary>
public sealed record GateStep(RunStep Run, RunKind Kind, PreparedData Data, IReadOnlyList<TrainOutcome> Trained);
