using Ecom.Models.Jobs;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Activities;

/// <summary>Commits an attempt's output. Of two attempts that both succeeded the first committed one counts.</summary>
public sealed class CommitTrainer(PipelineStores stores) : IActivity<TrainAttempt, TrainOutcome>
{
    public async Task<TrainOutcome> RunAsync(TrainAttempt input, CancellationToken cancellation)
    {
        var output = $"{StartTrainer.AttemptFolder(input)}/output";
        if (await stores.Artefacts.GetInfoAsync($"{output}/{TrainerFiles.Result}", cancellation) is null)
            return new TrainOutcome(input.Job.Name, null, "the trainer ended without a result");
        var manifest = $"{input.Job.JobPath[..input.Job.JobPath.LastIndexOf('/')]}/manifest.json";
        return await stores.Artefacts.CommitOnceAsync(manifest, new TrainOutcome(input.Job.Name, output), cancellation);
    }
}
