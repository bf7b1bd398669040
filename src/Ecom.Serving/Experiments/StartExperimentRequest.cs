namespace Ecom.Serving.Experiments;

/// <summary>Starts an experiment.</summary>
/// <param name="Id">Letters, digits and hyphens; never used before.</param>
/// <param name="Arms">Two to ten; the first is the control.</param>
/// <param name="HoldoutShare">Share of customers kept out, 0 to 0.5.</param>
public sealed record StartExperimentRequest(string Id, IReadOnlyList<ExperimentArm> Arms, double HoldoutShare = 0);
