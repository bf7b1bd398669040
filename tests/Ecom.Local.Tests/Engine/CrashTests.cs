using System.Diagnostics;
using Ecom.CrashProbe;
using Ecom.Local.Engine;
using Ecom.Pipeline.Orchestration;
using Microsoft.Data.Sqlite;

namespace Ecom.Local.Tests.Engine;

/// <summary>A process killed (SIGKILL) at every boundary of its journal, and brought to the end afterwards.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecom-crash-").FullName;

    [Fact]
    public async Task Killed_at_any_boundary_the_run_ends_the_same_and_repeats_no_recorded_step()
    {
        var boundary = 0;
        // Two at a time; the first run that is not reached by its kill has fewer boundaries than that: all are covered.
        async Task<int> KillerAsync()
        {
            var kills = 0;
            while (true)
            {
                var at = Interlocked.Increment(ref boundary);
                var folder = Directory.CreateDirectory(Path.Combine(_root, $"at-{at}")).FullName;
                if (!await RunProbeAsync(folder, at)) return kills;
                kills++;
                await CheckResumedAsync(folder, at);
            }
        }

        var killed = (await Task.WhenAll(KillerAsync(), KillerAsync())).Sum();
        Assert.True(killed > 24, $"only {killed} boundaries");
    }

    [Fact]
    public async Task Killed_again_and_again_the_run_still_comes_to_its_end()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "again")).FullName;
        var kills = 0;
        // A resumed process commits its recovery first; the sixth boundary from its start is some way on.
        while (await RunProbeAsync(folder, 6)) Assert.True(++kills < 100, "the run does not come forward");
        Assert.True(kills > 3, $"only {kills} kills");
        Assert.Equal(CrashScenario.Expected, OutputOf(await CrashScenario.RunAsync(folder)));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static async Task CheckResumedAsync(string folder, int at)
    {
        var recorded = RecordedSteps(folder);
        var before = Effects(folder);
        var state = await CrashScenario.RunAsync(folder);
        Assert.True(CrashScenario.Expected == OutputOf(state), $"boundary {at}: {state.Output} {state.Error}");
        var after = Effects(folder);
        foreach (var step in recorded)
            Assert.True(before[step] == after[step], $"boundary {at}: {step} was recorded and ran again");
        // Whatever was not recorded ran once more at most.
        foreach (var (step, runs) in after) Assert.True(runs <= before.GetValueOrDefault(step) + 1, $"boundary {at}: {step} ran {runs} times");
        Assert.Equal(CrashScenario.Expected.Replace(" told", "", StringComparison.Ordinal).Split(' ').Order(), after.Keys.Order());
    }

    /// <returns>True where the process was killed on the way.</returns>
    private static async Task<bool> RunProbeAsync(string folder, int at)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var probe = Path.Combine(AppContext.BaseDirectory, "..", "..", "Ecom.CrashProbe", configuration, "Ecom.CrashProbe.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.GetFullPath(probe));
        start.ArgumentList.Add("engine");
        start.ArgumentList.Add(folder);
        start.Environment[JournalCrash.Variable] = $"{at}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 137) return true;
        Assert.True(process.ExitCode == 0, await error);
        Assert.Contains(CrashScenario.Expected, await output);
        return false;
    }

    /// <summary>Inputs of the activities whose completion the journal holds.</summary>
    private static List<string> RecordedSteps(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={CrashScenario.Journal(folder)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT scheduled.payload FROM history scheduled JOIN history completed
            ON completed.instance = scheduled.instance AND completed.call = scheduled.call
            WHERE scheduled.kind = 100 AND completed.kind = 2
            """;
        try
        {
            using var reader = command.ExecuteReader();
            var steps = new List<string>();
            while (reader.Read()) steps.Add(Messages.Read<string>(reader.GetString(0)));
            return steps;
        }
        catch (SqliteException e) when (e.Message.Contains("no such table", StringComparison.Ordinal))
        {
            return [];
        }
    }

    private static Dictionary<string, int> Effects(string folder) => !File.Exists(CrashScenario.Effects(folder))
        ? []
        : File.ReadAllLines(CrashScenario.Effects(folder)).GroupBy(l => l).ToDictionary(g => g.Key, g => g.Count());

    private static string? OutputOf(OrchestrationState state) => state.Output?.GetString();
}
