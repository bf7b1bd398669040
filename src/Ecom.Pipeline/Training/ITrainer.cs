namespace Ecom.Pipeline.Training;

/// <summary>
/// Runs trainer jobs outside the host: a child process, or a job of a container service. Start is idempotent by job id, so that
/// an activity may run twice.
/// </summary>
public interface ITrainer
{
    /// <summary>Starts the job stored at a blob path; returns at once.</summary>
    /// <param name="jobId">Unique and stable across retries of the same attempt.</param>
    /// <param name="jobPath">Blob path of the job's <c>job.json</c>, in a folder of the attempt's own; what is known of the job is kept beside it.</param>
    /// <param name="cancellation">Cancels the call, not the job.</param>
    Task StartAsync(string jobId, string jobPath, CancellationToken cancellation = default);

    /// <summary>Where the job stands, from any host. Once it says succeeded, the output is in the blob store, its result last.</summary>
    Task<TrainerStatus> PollAsync(string jobId, string jobPath, CancellationToken cancellation = default);

    /// <summary>Stops the job if it runs; no error where it does not.</summary>
    Task CancelAsync(string jobId, string jobPath, CancellationToken cancellation = default);
}
