namespace Ecom.Neural.Training;

/// <summary>Losses of one epoch, averaged over its samples.</summary>
/// <param name="Epoch">From one.</param>
/// <param name="Values">By name; <c>validation</c> where it was measured.</param>
public sealed record EpochLosses(int Epoch, IReadOnlyDictionary<string, double> Values);
