using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Training.ContainerApps;

/// <summary>
/// Runs trainer jobs as executions of a Container Apps job, for plans where a model does not fit the app's memory or time. The container runs
/// <c>ecom train</c>, which works as the child-process trainer does there and reports through the blob store; the service is asked only whether the
/// execution still lives.
/// </summary>
public sealed class ContainerAppsJobTrainer(IBlobStore store, ContainerAppsJobs jobs) : ITrainer
{
    public async Task StartAsync(string jobId, string jobPath, CancellationToken cancellation = default)
    {
        if (await ExecutionAsync(jobPath, cancellation) is not null) return;
        var mine = await jobs.StartAsync(["train", "--job-id", jobId, "--job", jobPath], cancellation);
        var kept = await store.CommitOnceAsync(ExecutionPath(jobPath), new Execution(mine), cancellation);
        // Two hosts ran the activity at once. Either execution would do; one is enough.
        if (kept.Name != mine) await jobs.StopAsync(mine, cancellation);
    }

    public async Task<TrainerStatus> PollAsync(string jobId, string jobPath, CancellationToken cancellation = default)
    {
        if (await ExecutionAsync(jobPath, cancellation) is not { } execution) return new TrainerStatus(TrainerState.Unknown);
        // The service first: what the container wrote before it ended is then there to be read.
        var service = await jobs.StatusAsync(execution.Name, cancellation);
        var record = await new JobBlobs(store, jobPath).ReadRecordAsync(cancellation);
        if (record is { Ended: true }) return record.Status;
        return service switch
        {
            "Running" or "Processing" => new TrainerStatus(TrainerState.Running, record?.Status.Progress),
            null or "Unknown" => new TrainerStatus(TrainerState.Unknown, record?.Status.Progress),
            "Stopped" => new TrainerStatus(TrainerState.Failed, record?.Status.Progress, "The execution was stopped."),
            _ => new TrainerStatus(TrainerState.Failed, record?.Status.Progress, record?.Status.Error ?? $"The execution ended as {service} and left no result."),
        };
    }

    public async Task CancelAsync(string jobId, string jobPath, CancellationToken cancellation = default)
    {
        if (await ExecutionAsync(jobPath, cancellation) is not { } execution) return;
        await new JobBlobs(store, jobPath).RequestCancelAsync(cancellation);
        await jobs.StopAsync(execution.Name, cancellation);
    }

    private async Task<Execution?> ExecutionAsync(string jobPath, CancellationToken cancellation) =>
        (await store.ReadJsonAsync<Execution>(ExecutionPath(jobPath), cancellation))?.Value;

    private static string ExecutionPath(string jobPath) => $"{jobPath[..jobPath.LastIndexOf('/')]}/execution.json";

    private sealed record Execution(string Name);
}
