using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Training;

namespace Ecom.Pipeline.Activities;

/// <summary>Asks where a trainer job stands.</summary>
public sealed class PollTrainer(ITrainer trainer) : IActivity<TrainAttempt, TrainerStatus>
{
    /// <summary>Messages are small; the end of an error says most.</summary>
    private const int LongestError = 2000;

    public async Task<TrainerStatus> RunAsync(TrainAttempt input, CancellationToken cancellation)
    {
        var status = await trainer.PollAsync(input.JobId, StartTrainer.AttemptJobPath(input), cancellation);
        return status.Error is { Length: > LongestError } error ? status with { Error = error[^LongestError..] } : status;
    }
}
