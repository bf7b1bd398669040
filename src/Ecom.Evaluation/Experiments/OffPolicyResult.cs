namespace Ecom.Evaluation.Experiments;

/// <summary>The estimates of one policy's value.</summary>
/// <param name="Decisions">Logged decisions used.</param>
/// <param name="EffectiveSample">(Σw)² / Σw² of the weights w: as many decisions of the policy's own would say as much.</param>
/// <param name="Ips">Inverse propensity scoring: unbiased, of large variance.</param>
/// <param name="Snips">Self-normalised: a little biased, steadier.</param>
/// <param name="DoublyRobust">Unbiased where the propensities or the reward model are right; the better the model, the narrower.</param>
public sealed record OffPolicyResult(int Decisions, double EffectiveSample, OffPolicyEstimate Ips, OffPolicyEstimate Snips, OffPolicyEstimate DoublyRobust);
