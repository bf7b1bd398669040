using System.Collections.Concurrent;
using Ecom.Pipeline.Storage;
using Ecom.Pipeline.Storage.Folder;
using Microsoft.Extensions.Logging;

namespace Ecom.Pipeline.Training;

/// <summary>
/// Runs each trainer job as a process of its own on this machine. The process outlives a host that dies; the next host on the machine finds it again by
/// process id and start time. Other machines see its state through the blob store.
/// </summary>
public sealed class ChildProcessTrainer : ITrainer, IAsyncDisposable
{
    private readonly IBlobStore _store;
    private readonly ChildProcessOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ChildProcessTrainer> _logger;
    private readonly ConcurrentDictionary<string, Lazy<Task>> _watchers = new();
    private readonly string _turnsFolder;
    private readonly FolderLock _turns;
    private readonly CancellationTokenSource _stop = new();

    /// <param name="store">Holds the jobs, their inputs and outputs.</param>
    /// <param name="options">Where to work, and the trainer.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public ChildProcessTrainer(IBlobStore store, ChildProcessOptions options, TimeProvider time, ILogger<ChildProcessTrainer> logger) =>
        (_store, _options, _time, _logger, _turnsFolder, _turns) = (store, options, time, logger, TurnsOf(options), new FolderLock(TurnsOf(options)));

    public async Task StartAsync(string jobId, string jobPath, CancellationToken cancellation = default)
    {
        var (blobs, folder) = Open(jobId, jobPath);
        var record = await blobs.ClaimAsync(Record(new TrainerStatus(TrainerState.Running)), cancellation);
        if (record.Machine != Environment.MachineName || record.Ended || folder.WasStarted) return;
        var trainer = _options.Trainer ?? TrainerLocator.Find();
        using (await TurnAsync(folder, cancellation))
        {
            // Another start may have run the job meanwhile, to its end even.
            if (folder.WasStarted || await blobs.ReadRecordAsync(cancellation) is { Ended: true }) return;
            await blobs.MaterialiseAsync(folder, cancellation);
            // The shell itself refuses to run a job twice, so a host that dies here leaves nothing to clear up.
            var process = TrainerCommand.Start(trainer, folder);
            _logger.LogInformation("Trainer job {Job} started as process {Process}.", jobId, process.Id);
            // Observed until it ends, or the dead process would stay in the system's table.
            process.EnableRaisingEvents = true;
            process.Exited += (_, _) => process.Dispose();
            while (!folder.WasStarted && !Exited(process)) await Task.Delay(5, cancellation);
        }
        Watch(jobId, jobPath);
    }

    public async Task<TrainerStatus> PollAsync(string jobId, string jobPath, CancellationToken cancellation = default)
    {
        var (blobs, folder) = Open(jobId, jobPath);
        if (await blobs.ReadRecordAsync(cancellation) is not { } record) return new TrainerStatus(TrainerState.Unknown);
        if (record.Ended) return record.Status;
        if (record.Machine != Environment.MachineName)
            return _time.GetUtcNow() - record.Seen > _options.LostAfter ? record.Status with { State = TrainerState.Unknown } : record.Status;
        var status = await SynchroniseAsync(blobs, folder, cancellation);
        if (status.State == TrainerState.Running) Watch(jobId, jobPath);
        return status;
    }

    public async Task CancelAsync(string jobId, string jobPath, CancellationToken cancellation = default)
    {
        var (blobs, folder) = Open(jobId, jobPath);
        if (await blobs.ReadRecordAsync(cancellation) is not { Ended: false } record) return;
        await blobs.RequestCancelAsync(cancellation);
        if (record.Machine == Environment.MachineName) await SynchroniseAsync(blobs, folder, cancellation);
    }

    /// <summary>Stops watching; the processes go on and the next host finds them.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await Task.WhenAll(_watchers.Values.Select(w => w.Value));
    }

    /// <summary>Looks at the local process and tells the other machines; stores the output of one that succeeded.</summary>
    private async Task<TrainerStatus> SynchroniseAsync(JobBlobs blobs, JobFolder folder, CancellationToken cancellation)
    {
        // One host at a time: another on this machine may be storing the same output, and deletes the folder when it has.
        using var turn = await TurnAsync(folder, cancellation);
        if (await blobs.ReadRecordAsync(cancellation) is { Ended: true } known) return known.Status;
        var status = folder.Look();
        if (status.State is TrainerState.Running or TrainerState.Unknown && await blobs.IsCancelRequestedAsync(cancellation))
        {
            folder.Kill();
            status = status with { State = TrainerState.Failed, Error = "The job was cancelled." };
        }
        if (status.State == TrainerState.Succeeded) await blobs.UploadAsync(folder, cancellation);
        await blobs.WriteRecordAsync(Record(status), cancellation);
        if (status.State is TrainerState.Succeeded or TrainerState.Failed) folder.Delete();
        return status;
    }

    private Task<IDisposable> TurnAsync(JobFolder folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_turnsFolder);
        return _turns.AcquireAsync(folder.Name, cancellation);
    }

    private static string TurnsOf(ChildProcessOptions options) => Path.Combine(options.WorkFolder, ".turns");

    private void Watch(string jobId, string jobPath) =>
        _ = _watchers.GetOrAdd(jobId, id => new Lazy<Task>(() => WatchAsync(id, jobPath))).Value;

    private async Task WatchAsync(string jobId, string jobPath)
    {
        var (blobs, folder) = Open(jobId, jobPath);
        try
        {
            TrainerStatus status;
            do
            {
                await Task.Delay(_options.Heartbeat, _time, _stop.Token);
                status = await SynchroniseAsync(blobs, folder, _stop.Token);
            }
            while (status.State == TrainerState.Running);
            _logger.LogInformation("Trainer job {Job}: {State}.", jobId, status.State);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            // The next poll looks for itself, and watches again.
            _logger.LogWarning(e, "Trainer job {Job} is not watched any more.", jobId);
        }
        _watchers.TryRemove(jobId, out _);
    }

    private (JobBlobs Blobs, JobFolder Folder) Open(string jobId, string jobPath) =>
        (new JobBlobs(_store, jobPath), new JobFolder(_options.WorkFolder, jobId));

    private TrainerRecord Record(TrainerStatus status) => new(Environment.MachineName, status, _time.GetUtcNow());

    private static bool Exited(System.Diagnostics.Process process)
    {
        try
        {
            return process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
