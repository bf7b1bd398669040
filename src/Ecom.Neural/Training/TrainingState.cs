namespace Ecom.Neural.Training;

/// <summary>What a loop remembers between epochs.</summary>
internal sealed class TrainingState
{
    public List<EpochLosses> Losses { get; init; } = [];
    public int BestEpoch { get; set; }
    public double? BestValidation { get; set; }
    public Weights? Best { get; set; }

    public int Epoch => Losses.Count;
}
