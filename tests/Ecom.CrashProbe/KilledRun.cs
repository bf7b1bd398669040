using System.Diagnostics;
using Ecom.Local.Engine;

namespace Ecom.CrashProbe;

/// <summary>Runs the shop scenario in a child process that may be killed, and keeps count of what that did.</summary>
public sealed class KilledRun(string folder, string events, IReadOnlyList<string> settings)
{
    public int Kills { get; private set; }

    /// <summary>Steps that ran again although the journal held their outcome.</summary>
    public List<string> Repeated { get; } = [];

    /// <summary>Starts the scenario, or resumes it.</summary>
    /// <param name="boundary">Kill at this boundary of the journal, counted from the start of this process, as <c>ECOM_CRASH_AT</c> has it; null: none.</param>
    /// <param name="after">Kill after this time; null: not.</param>
    /// <returns>The outcome, or null where the process was killed.</returns>
    public async Task<string?> StartAsync(string? boundary = null, TimeSpan? after = null)
    {
        var executed = ActivityLog.Read(ActivityLog.PathIn(folder));
        var recorded = JournalReading.Completed(Path.Combine(folder, "journal.db"));
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { "exec", typeof(KilledRun).Assembly.Location, "shop", folder, events }.Concat(settings)) start.ArgumentList.Add(argument);
        if (boundary is not null) start.Environment[JournalCrash.Variable] = boundary;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (after is { } time)
        {
            using var timer = new CancellationTokenSource(time);
            try
            {
                await process.WaitForExitAsync(timer.Token);
            }
            catch (OperationCanceledException)
            {
                // The host alone: its trainers live on, and are found again.
                process.Kill(entireProcessTree: false);
            }
        }
        await process.WaitForExitAsync();
        CheckRepeated(executed, recorded);
        if (process.ExitCode == 137)
        {
            Kills++;
            return null;
        }
        return process.ExitCode == 0 ? (await output).Trim() : throw new InvalidOperationException($"The run failed: {await error}");
    }

    /// <summary>A step with one recorded call for one input must not have run again since.</summary>
    private void CheckRepeated(Dictionary<string, int> before, IReadOnlyList<string> recorded)
    {
        var after = ActivityLog.Read(ActivityLog.PathIn(folder));
        var scheduled = JournalReading.Completed(Path.Combine(folder, "journal.db")).GroupBy(r => r).ToDictionary(g => g.Key, g => g.Count());
        foreach (var step in recorded.GroupBy(r => r))
        {
            // Polling asks the same question again in new calls; only as many runs as new calls are in order.
            var more = after.GetValueOrDefault(step.Key) - before.GetValueOrDefault(step.Key);
            var calls = scheduled.GetValueOrDefault(step.Key) - step.Count();
            // One call may have been under way, unrecorded, when the process died.
            if (calls == 0 && more > 0 && !IsPoll(step.Key)) Repeated.Add(step.Key);
        }
    }

    private static bool IsPoll(string step) => step.StartsWith("PollTrainer\t", StringComparison.Ordinal) || step.StartsWith("ReadMonitorSettings\t", StringComparison.Ordinal);
}
