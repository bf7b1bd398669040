namespace Ecom.Pipeline.Orchestrations;

/// <summary>What the gate decided.</summary>
/// <param name="Winner">Name of the job whose recipe is to be refitted and promoted, or null.</param>
/// <param name="RefitJob">The refit's job, where there is a winner.</param>
/// <param name="Decision">One sentence.</param>
/// <param name="Served">The version served when the gate looked; promotion expects it still is. Empty: none.</param>
public sealed record GateOutcome(string? Winner, PlannedJob? RefitJob, string Decision, string Served = "");
