using System.Diagnostics;
using System.Text.Json;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Models.Storage;

namespace Ecom.Pipeline.Training;

/// <summary>One trainer process waited for in place: what a command line needs. Durable runs use <see cref="ITrainer"/>.</summary>
public static class TrainerRun
{
    private const int WrongInput = 2;

    /// <summary>Runs the job in its output folder; the process is killed on cancellation.</summary>
    /// <exception cref="InputException">The trainer refused the job or its input.</exception>
    /// <exception cref="InvalidOperationException">The trainer failed; the message ends with its last words.</exception>
    public static async Task<TrainerResult> RunAsync(
        TrainerProgram program, TrainerJob job, Action<TrainerProgress>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(job.Output);
        var path = Path.Combine(job.Output, "job.json");
        AtomicFile.WriteJson(path, job);
        using var process = Process.Start(program.StartInfo("--job", path)) ?? throw new InvalidOperationException("The trainer did not start.");
        await using var kill = cancellation.Register(() => Kill(process));
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
            if (progress is not null && JsonSerializer.Deserialize<TrainerProgress>(line, Json.Line) is { } told) progress(told);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        var words = (await errors).Trim();
        return process.ExitCode switch
        {
            0 => AtomicFile.ReadJson<TrainerResult>(Path.Combine(job.Output, TrainerFiles.Result)),
            WrongInput => throw new InputException(words),
            _ => throw new InvalidOperationException($"The trainer of {job.Model} with {job.Augment} failed (exit code {process.ExitCode}): {words}"),
        };
    }

    /// <summary>The models and augmenters this trainer knows.</summary>
    public static async Task<TrainerCatalogue> ListAsync(TrainerProgram program, CancellationToken cancellation)
    {
        using var process = Process.Start(program.StartInfo("--list")) ?? throw new InvalidOperationException("The trainer did not start.");
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var text = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 && JsonSerializer.Deserialize<TrainerCatalogue>(text, Json.Line) is { } catalogue
            ? catalogue
            : throw new InvalidOperationException($"The trainer does not say what it knows: {(await errors).Trim()}");
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }
}
