namespace Ecom.Serving.Experiments;

/// <summary>A place of a list whose product was drawn.</summary>
/// <param name="ItemId">The product drawn.</param>
/// <param name="Propensity">The probability of it.</param>
/// <param name="BestItemId">The candidate with the best score, which the model alone would have taken.</param>
public sealed record ExploredPlace(string ItemId, double Propensity, string BestItemId);
