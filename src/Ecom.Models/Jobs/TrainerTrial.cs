namespace Ecom.Models.Jobs;

/// <summary>One setting tried in a search.</summary>
/// <param name="ModelParameters">The model's settings.</param>
/// <param name="AugmentParameters">The augmenter's settings.</param>
/// <param name="Score">NDCG@20 on the tune fold (NDCG@10 under the published top-n protocol).</param>
/// <param name="Seconds">Wall time of the trial.</param>
/// <param name="Share">Share of the customers that it was fitted on; scores of different shares do not compare.</param>
public sealed record TrainerTrial(Parameters ModelParameters, Parameters AugmentParameters, double Score, double Seconds, double Share = 1);
