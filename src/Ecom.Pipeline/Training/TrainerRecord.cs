namespace Ecom.Pipeline.Training;

/// <summary>What all hosts know of a job, stored beside its <c>job.json</c>.</summary>
/// <param name="Machine">The machine whose process it is.</param>
/// <param name="Status">As that machine saw it last.</param>
/// <param name="Seen">When.</param>
internal sealed record TrainerRecord(string Machine, TrainerStatus Status, DateTimeOffset Seen)
{
    public bool Ended => Status.State is TrainerState.Succeeded or TrainerState.Failed;
}
