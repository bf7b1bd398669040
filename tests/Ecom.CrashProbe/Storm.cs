using System.Diagnostics;
using System.Globalization;

namespace Ecom.CrashProbe;

/// <summary>Kills runs on a real dump at random moments, brings each to its end, and compares the ends.</summary>
public static class Storm
{
    /// <returns>0 where every run ended the same and no recorded step ran twice.</returns>
    public static async Task<int> RunAsync(string events, int kills, int killsPerRun, int seed, IReadOnlyList<string> settings)
    {
        var root = Directory.CreateTempSubdirectory("ecom-storm-").FullName;
        try
        {
            var clock = Stopwatch.StartNew();
            var expected = await new KilledRun(Folder(root, "reference"), events, settings).StartAsync()
                ?? throw new InvalidOperationException("The reference run was killed by somebody else.");
            var length = clock.Elapsed;
            Console.WriteLine($"Reference run: {length.TotalSeconds:0} s.");
            var random = new Random(seed);
            var done = 0;
            var wrong = 0;
            for (var run = 1; done < kills; run++)
            {
                var killed = new KilledRun(Folder(root, $"run-{run}"), events, settings);
                string? outcome = null;
                while (outcome is null && killed.Kills < Math.Min(killsPerRun, kills - done))
                    outcome = await killed.StartAsync(after: random.NextDouble() * length / killsPerRun * 1.5);
                outcome ??= await killed.StartAsync();
                done += killed.Kills;
                var same = outcome == expected;
                if (!same || killed.Repeated.Count > 0) wrong++;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Run {run}: {killed.Kills} kills, outcome {(same ? "the same" : "DIFFERENT")}, recorded steps run again: {killed.Repeated.Count}."));
                foreach (var step in killed.Repeated) Console.WriteLine($"  again: {step}");
            }
            Console.WriteLine($"{done} kills, {wrong} wrong runs.");
            return wrong == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string Folder(string root, string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;
}
