using System.Diagnostics;
using System.Globalization;

namespace Ecom.CrashProbe;

/// <summary>One run for every boundary of the journal: killed at it, resumed to its end, compared with a run that nobody killed. Two runs at a time.</summary>
public static class Boundaries
{
    private const int SideBySide = 2;

    /// <param name="events">A dump, or <c>tiny</c> for a made-up shop with short settings.</param>
    /// <param name="settings">Configuration of the run.</param>
    /// <returns>0 where every run ended the same and no recorded step ran twice.</returns>
    public static async Task<int> RunAsync(string events, IReadOnlyList<string> settings)
    {
        var root = Directory.CreateTempSubdirectory("ecom-boundaries-").FullName;
        try
        {
            var clock = Stopwatch.StartNew();
            if (events == "tiny") (events, settings) = (TinyShop.Write(root), [.. TinyShop.Settings, .. settings]);
            else events = Path.GetFullPath(events);
            var expected = await new KilledRun(Folder(root, 0), events, settings).StartAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A run that nobody kills: {clock.Elapsed.TotalSeconds:0.0} s."));
            var next = 0;
            var ended = int.MaxValue;
            var wrong = 0;
            await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var at && at < Volatile.Read(ref ended))
                {
                    var folder = Folder(root, at);
                    var run = new KilledRun(folder, events, settings);
                    var outcome = await run.StartAsync(boundary: $"{at}");
                    // How often a run polls its trainer differs, and with it the number of boundaries: the first run that gets through ends the series.
                    if (outcome is not null) Volatile.Write(ref ended, at);
                    outcome ??= await run.StartAsync();
                    Directory.Delete(folder, recursive: true);
                    if (outcome == expected && run.Repeated.Count == 0) continue;
                    Interlocked.Increment(ref wrong);
                    Console.WriteLine($"Boundary {at}: outcome {(outcome == expected ? "the same" : "DIFFERENT")}, recorded steps run again: {run.Repeated.Count}.");
                }
            })));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ended - 1} boundaries, {wrong} wrong runs, {clock.Elapsed.TotalSeconds:0} s."));
            return wrong == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string Folder(string root, int at) => Directory.CreateDirectory(Path.Combine(root, $"at-{at}")).FullName;
}
