using System.Globalization;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Training;

namespace Ecom.Local.Commands;

/// <summary>Runs a job on tables in a trainer process, in a folder that goes away.</summary>
internal static class TableTrainer
{
    /// <param name="kind">Synthesize or Assess.</param>
    /// <param name="method">The method's name; «assess» where there is none.</param>
    /// <param name="parameters">The method's settings.</param>
    /// <param name="table">The files.</param>
    /// <param name="seed">Every random draw derives from it.</param>
    /// <param name="take">Reads what it needs from the job's folder before that is deleted.</param>
    /// <param name="cancellation">Kills the trainer.</param>
    public static async Task<T> RunAsync<T>(
        TrainerJobKind kind, string method, Parameters parameters, TableJob table, int seed, Func<TrainerResult, string, T> take, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("ecom-table-").FullName;
        var interactive = !Console.IsErrorRedirected;
        try
        {
            var result = await TrainerRun.RunAsync(
                TrainerLocator.Find(),
                new TrainerJob
                {
                    Kind = kind,
                    Model = method,
                    Augment = "none",
                    ModelParameters = parameters,
                    Input = "",
                    Output = folder,
                    Table = table,
                    Seed = seed,
                    Threads = Environment.ProcessorCount,
                },
                progress =>
                {
                    if (!interactive) return;
                    var figures = string.Join("  ", (progress.Figures ?? new Dictionary<string, double>())
                        .Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key} {f.Value:0.####}")));
                    Console.Error.Write($"\r{progress.Step} {progress.Fraction:P0}  {figures}".PadRight(100)[..100]);
                },
                cancellation);
            if (interactive) await Console.Error.WriteAsync($"\r{new string(' ', 100)}\r");
            return take(result, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
