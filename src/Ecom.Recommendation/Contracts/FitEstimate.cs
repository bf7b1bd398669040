namespace Ecom.Recommendation.Contracts;

/// <summary>What one fit is expected to need.</summary>
/// <param name="Bytes">Peak memory of the fit beyond its input.</param>
/// <param name="Operations">Floating-point operations, to the order of magnitude.</param>
public readonly record struct FitEstimate(double Bytes, double Operations);
