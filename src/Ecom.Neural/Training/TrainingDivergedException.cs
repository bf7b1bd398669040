namespace Ecom.Neural.Training;

/// <summary>A loss became infinite or not a number before any usable weights were found.</summary>
public sealed class TrainingDivergedException(int epoch, string loss)
    : Exception($"Training diverged: '{loss}' is not finite in epoch {epoch}.")
{
    public int Epoch { get; } = epoch;
}
