using Ecom.Serving.Rules;

namespace Ecom.Serving.Experiments;

/// <summary>One of the things compared.</summary>
/// <param name="Name">Unique in the experiment.</param>
/// <param name="Weight">Its share of the customers, against the other arms' weights.</param>
/// <param name="ModelVersion">The model; null: whatever is promoted.</param>
/// <param name="Rules">The rules; null: the shop's current ones.</param>
public sealed record ExperimentArm(string Name, double Weight = 1, string? ModelVersion = null, RuleSet? Rules = null);
