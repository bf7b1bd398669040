namespace Ecom.Pipeline.Orchestrations;

/// <summary>Input of the orchestration that sees one trainer job through.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="RunId">The run.</param>
/// <param name="Job">The job.</param>
/// <param name="Deadline">UTC; the job is cancelled then.</param>
public sealed record TrainInput(string Shop, string RunId, PlannedJob Job, DateTime Deadline);
