using System.Text.Json;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Storage;
using Ecom.Pipeline.Storage.Folder;

namespace Ecom.Pipeline.Training;

/// <summary>A trainer job's side in the blob store: its inputs, its output, and what all hosts know of it.</summary>
internal sealed class JobBlobs(IBlobStore store, string jobPath)
{
    private readonly string _folder = jobPath[..jobPath.LastIndexOf('/')];

    private string Record => $"{_folder}/trainer.json";
    private string CancelRequest => $"{_folder}/cancel";

    public async Task<TrainerRecord?> ReadRecordAsync(CancellationToken cancellation) =>
        (await store.ReadJsonAsync<TrainerRecord>(Record, cancellation))?.Value;

    /// <summary>The record of the first host that claimed the job: this one's, or another's.</summary>
    public Task<TrainerRecord> ClaimAsync(TrainerRecord record, CancellationToken cancellation) => store.CommitOnceAsync(Record, record, cancellation);

    public Task WriteRecordAsync(TrainerRecord record, CancellationToken cancellation) =>
        store.WriteJsonAsync(Record, record, WriteCondition.Always, cancellation);

    public Task RequestCancelAsync(CancellationToken cancellation) =>
        store.WriteAsync(CancelRequest, Stream.Null, WriteCondition.IfAbsent, cancellation);

    public async Task<bool> IsCancelRequestedAsync(CancellationToken cancellation) =>
        await store.GetInfoAsync(CancelRequest, cancellation) is not null;

    /// <summary>Brings the inputs into the job's local folder and writes its <c>job.json</c> with local paths.</summary>
    public async Task MaterialiseAsync(JobFolder folder, CancellationToken cancellation)
    {
        var job = await JobAsync(cancellation);
        await MaterialiseAsync(job.Input, folder.Input, cancellation);
        if (job.Served is not null) await MaterialiseAsync(job.Served, folder.Served, cancellation);
        Directory.CreateDirectory(folder.Output);
        var local = job with { Input = folder.Input, Output = folder.Output, Served = job.Served is null ? null : folder.Served };
        // By a move, from a name of its own: a trainer another host has started meanwhile may be reading it.
        var whole = $"{folder.Job}.{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(whole, JsonSerializer.Serialize(local, Messages.Json), cancellation);
        File.Move(whole, folder.Job, overwrite: true);
    }

    /// <summary>Stores the job's output, each file once and the result last, so that where the result is, all is.</summary>
    public async Task UploadAsync(JobFolder folder, CancellationToken cancellation)
    {
        var prefix = (await JobAsync(cancellation)).Output.TrimEnd('/');
        var files = Directory.EnumerateFiles(folder.Output, "*", SearchOption.AllDirectories)
            .OrderBy(file => file == folder.Result).ThenBy(file => file, StringComparer.Ordinal);
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder.Output, file).Replace(Path.DirectorySeparatorChar, '/');
            await using var content = File.OpenRead(file);
            await store.WriteAsync($"{prefix}/{name}", content, WriteCondition.IfAbsent, cancellation);
        }
    }

    private async Task<TrainerJob> JobAsync(CancellationToken cancellation) =>
        (await store.ReadJsonAsync<TrainerJob>(jobPath, cancellation))?.Value
        ?? throw new FileNotFoundException($"There is no trainer job '{jobPath}'.", jobPath);

    private async Task MaterialiseAsync(string prefix, string folder, CancellationToken cancellation)
    {
        prefix = prefix.TrimEnd('/') + "/";
        var found = false;
        await foreach (var blob in store.ListAsync(prefix, cancellation))
        {
            found = true;
            var target = Path.Combine(folder, blob.Path[prefix.Length..].Replace('/', Path.DirectorySeparatorChar));
            if (File.Exists(target)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            // A name of the job's own: the store's local file may go with this host, and the trainer may outlive it.
            var local = await store.MaterialiseAsync(blob.Path, cancellation);
            if (Posix.TryHardLink(local, target)) continue;
            File.Copy(local, target + ".part", overwrite: true);
            File.Move(target + ".part", target, overwrite: true);
        }
        if (!found) throw new FileNotFoundException($"The trainer job '{jobPath}' has no input: nothing is stored under '{prefix}'.", prefix);
    }
}
