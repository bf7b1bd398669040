namespace Ecom.Neural.Training;

/// <summary>How a training went.</summary>
/// <param name="BestEpoch">The epoch whose weights the module has now.</param>
/// <param name="BestValidation">Its validation loss; null where none was measured.</param>
/// <param name="StoppedEarly">No better validation loss for the given patience, or a loss that was no longer finite.</param>
/// <param name="ResumedFrom">The checkpoint's epoch, or zero.</param>
/// <param name="Losses">Epoch by epoch, those before a resume included.</param>
public sealed record TrainingReport(
    int BestEpoch, double? BestValidation, bool StoppedEarly, int ResumedFrom, IReadOnlyList<EpochLosses> Losses);
