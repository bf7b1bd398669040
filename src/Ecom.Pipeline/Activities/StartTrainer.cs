using Ecom.Models.Jobs;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;
using Ecom.Pipeline.Training;

namespace Ecom.Pipeline.Activities;

/// <summary>Gives an attempt its own output folder and starts the trainer on it.</summary>
public sealed class StartTrainer(PipelineStores stores, ITrainer trainer) : IActivity<TrainAttempt, bool>
{
    public async Task<bool> RunAsync(TrainAttempt input, CancellationToken cancellation)
    {
        var planned = await stores.Artefacts.ReadJsonAsync<TrainerJob>(input.Job.JobPath, cancellation)
            ?? throw new InvalidOperationException($"The job {input.Job.JobPath} is gone.");
        var folder = AttemptFolder(input);
        var job = planned.Value with { Output = $"{folder}/output" };
        var path = AttemptJobPath(input);
        await stores.Artefacts.CommitOnceAsync(path, job, cancellation);
        await trainer.StartAsync(input.JobId, path, cancellation);
        return true;
    }

    internal static string AttemptJobPath(TrainAttempt attempt) => $"{AttemptFolder(attempt)}/job.json";

    /// <summary><c>…/{job}/{attempt}</c>, beside the job's planned <c>job.json</c>.</summary>
    internal static string AttemptFolder(TrainAttempt attempt) =>
        $"{attempt.Job.JobPath[..attempt.Job.JobPath.LastIndexOf('/')]}/{attempt.Attempt}";
}
