using Ecom.Evaluation.Experiments;

namespace Ecom.Serving.Experiments;

/// <summary>An experiment and what it shows so far.</summary>
/// <param name="Experiment">As it was started, and ended.</param>
/// <param name="Arms">The arms, and the customers kept out where there are any.</param>
/// <param name="Comparisons">Every other arm against the first.</param>
/// <param name="GreedyExploration">Clicks per explored place, had the best of the new products always been taken instead of one drawn; null without explored places.</param>
public sealed record ExperimentResult(Experiment Experiment, IReadOnlyList<ArmResult> Arms, IReadOnlyList<ArmComparison> Comparisons, OffPolicyResult? GreedyExploration);
