namespace Ecom.Pipeline.Orchestrations;

/// <summary>What a refresh will train, read from the options once so that replay sees the same.</summary>
/// <param name="Jobs">Candidates to train and measure, the champion's recipe among them.</param>
/// <param name="Parallelism">Trainers at a time.</param>
/// <param name="MaximumSeconds">Wall-clock ceiling of the run.</param>
/// <param name="Carries">Whether the served model is to be carried on; where that is turned down, the champion's recipe is planned after it.</param>
public sealed record RefreshPlan(IReadOnlyList<PlannedJob> Jobs, int Parallelism, double MaximumSeconds, bool Carries = false);
