using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Training;

namespace Ecom.Pipeline.Activities;

/// <summary>Stops a trainer job.</summary>
public sealed class CancelTrainer(ITrainer trainer) : IActivity<TrainAttempt, bool>
{
    public async Task<bool> RunAsync(TrainAttempt input, CancellationToken cancellation)
    {
        await trainer.CancelAsync(input.JobId, StartTrainer.AttemptJobPath(input), cancellation);
        return true;
    }
}
