using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>Input of the step that writes the run's report.</summary>
public sealed record ReportStep(
    RunStep Run, RunKind Kind, PreparedData Data, IReadOnlyList<TrainOutcome> Trained, string Decision, string? Promoted,
    IReadOnlyDictionary<string, double> Seconds);
