using System.CommandLine;
using Ecom.Domain;
using Ecom.Pipeline.Storage;
using Ecom.Pipeline.Training;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecom.Local.Commands;

/// <summary><c>ecom train</c>: one trainer job from a store, in place. What a Container Apps job executes; state and output go to the store.</summary>
public static class TrainCommand
{
    private const string StorageVariable = "ECOM_STORAGE";
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var storage = new Option<string?>("--storage")
        {
            Description = $"Where the job lies: a connection string, an account URL, or a data folder. Without it the variable {StorageVariable} says so.",
        };
        var id = new Option<string>("--job-id") { Description = "The job's id.", Required = true };
        var path = new Option<string>("--job") { Description = "Path of its job.json among the artefacts.", Required = true };
        var command = new Command("train", "Runs one trainer job that lies in a store; what a Container Apps job executes.") { storage, id, path };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(storage) ?? Environment.GetEnvironmentVariable(StorageVariable), parsed.GetValue(id)!, parsed.GetValue(path)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? storage, string jobId, string jobPath, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(storage)) throw new InputException($"Say where the job lies: --storage, or the variable {StorageVariable}.");
        var store = BlobStores.Create(storage).Artefacts;
        if (await store.GetInfoAsync(jobPath, cancellation) is null) throw new InputException($"There is no trainer job '{jobPath}'.");
        var work = Directory.CreateTempSubdirectory("ecom-train-").FullName;
        await using var trainer = new ChildProcessTrainer(
            store, new ChildProcessOptions { WorkFolder = work }, TimeProvider.System, NullLogger<ChildProcessTrainer>.Instance);
        await trainer.StartAsync(jobId, jobPath, cancellation);
        while (true)
        {
            var status = await trainer.PollAsync(jobId, jobPath, cancellation);
            if (status.State == TrainerState.Succeeded) return CommandLine.Done;
            if (status.State != TrainerState.Running)
            {
                await Console.Error.WriteLineAsync(status.Error ?? $"The job ended as {status.State}.");
                return CommandLine.Failed;
            }
            await Task.Delay(Poll, cancellation);
        }
    }
}
