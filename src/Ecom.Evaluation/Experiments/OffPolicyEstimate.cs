using Ecom.Evaluation.Statistics;

namespace Ecom.Evaluation.Experiments;

/// <summary>What a policy would have earned per decision.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Interval">Normal 95 % interval, at one look.</param>
public sealed record OffPolicyEstimate(double Value, Interval Interval);
