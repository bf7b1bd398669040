using System.Globalization;
using Ecom.CrashProbe;

// Ecom.CrashProbe engine <folder>                                    the small scenario, run or resumed
// Ecom.CrashProbe shop <folder> <events> [key=value …]               the real pipeline, run or resumed
// Ecom.CrashProbe storm <events> [kills] [kills per run] [seed] [key=value …]   random kills on a real dump
// Ecom.CrashProbe boundaries <events|tiny> [key=value …]             a run for every boundary of the journal, killed at it and resumed
// Ecom.CrashProbe serve <folder> <url>                               the embedded host
// Ecom.CrashProbe feedback <folder> [events] [kills] [batch] [seed]  feedback posted to it while it is killed, then counted
// ECOM_CRASH_AT kills the first two at a boundary of the journal.
switch (args)
{
    case ["engine", var folder]:
        var state = await CrashScenario.RunAsync(folder);
        Console.WriteLine(state.Output);
        return state.Error is null ? 0 : 1;
    case ["shop", var folder, var events, .. var settings]:
        Console.WriteLine(await ShopScenario.RunAsync(folder, events, Pairs(settings)));
        return 0;
    case ["storm", var events, .. var rest]:
        var numbers = rest.TakeWhile(a => !a.Contains('=', StringComparison.Ordinal)).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
        return await Storm.RunAsync(
            Path.GetFullPath(events), Number(numbers, 0, 25), Number(numbers, 1, 5), Number(numbers, 2, 1), [.. rest.Skip(numbers.Count)]);
    case ["boundaries", var events, .. var settings]:
        return await Boundaries.RunAsync(events, settings);
    case ["serve", var folder, var url]:
        await Ecom.Local.Hosting.WebHost.RunAsync(
            // Feedback alone: a refresh would start trainers that outlive the kills.
            new Ecom.Local.Hosting.EmbeddedOptions
            {
                DataDirectory = folder,
                Settings = new Dictionary<string, string?> { ["Ecom:Monitor:FeedbackThreshold"] = "1000000000", ["Ecom:Monitor:Schedule"] = "" },
            },
            url, CancellationToken.None);
        return 0;
    case ["feedback", var folder, .. var rest]:
        var sizes = rest.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
        var result = await new FeedbackStorm(Path.GetFullPath(folder), Number(sizes, 2, 100), clients: 4, Number(sizes, 3, 1))
            .RunAsync(Number(sizes, 0, 100_000), Number(sizes, 1, 10), Console.Error);
        Console.WriteLine(result);
        return result.IsGood ? 0 : 1;
    default:
        Console.Error.WriteLine("Usage: engine <folder> | serve <folder> <url> | feedback <folder> [events] [kills] [batch] [seed] | shop <folder> <events> [key=value …] | boundaries <events|tiny> [key=value …] | storm <events> [kills] [kills per run] [seed] [key=value …]");
        return 2;
}

static Dictionary<string, string?> Pairs(IEnumerable<string> settings) =>
    settings.Select(s => s.Split('=', 2)).ToDictionary(s => s[0], s => (string?)s[1]);

static int Number(List<int> numbers, int at, int otherwise) => at < numbers.Count ? numbers[at] : otherwise;
