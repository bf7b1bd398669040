namespace Ecom.Recommendation.Search;

/// <summary>One setting tried.</summary>
/// <param name="Index">In the pool.</param>
/// <param name="Score">Higher is better.</param>
/// <param name="Seconds">What it took.</param>
public readonly record struct SearchTrial(int Index, double Score, double Seconds);
