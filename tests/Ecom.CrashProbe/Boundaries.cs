namespace Ecom.CrashProbe;

/// <summary>One run for every boundary of the journal: killed at it, resumed to its end, compared with a run that nobody killed. Takes a run's time for each of some hundred boundaries.</summary>
public static class Boundaries
{
    /// <returns>0 where every run ended the same and no recorded step ran twice.</returns>
    public static async Task<int> RunAsync(string events, IReadOnlyList<string> settings)
    {
        var root = Directory.CreateTempSubdirectory("ecom-boundaries-").FullName;
        try
        {
            var expected = await new KilledRun(Folder(root, 0), events, settings).StartAsync();
            var wrong = 0;
            for (var at = 1; ; at++)
            {
                var run = new KilledRun(Folder(root, at), events, settings);
                var outcome = await run.StartAsync(boundary: at);
                if (outcome is not null)
                {
                    Console.WriteLine($"{at - 1} boundaries, {wrong} wrong runs.");
                    return wrong == 0 ? 0 : 1;
                }
                outcome = await run.StartAsync();
                if (outcome == expected && run.Repeated.Count == 0) continue;
                wrong++;
                Console.WriteLine($"Boundary {at}: outcome {(outcome == expected ? "the same" : "DIFFERENT")}, recorded steps run again: {run.Repeated.Count}.");
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string Folder(string root, int at) => Directory.CreateDirectory(Path.Combine(root, $"at-{at}")).FullName;
}
